import { CommandFailure, FailureAfter } from './failure.ts';
import type { Words } from './language.ts';
import type { Output } from './output.ts';

/** Reports a failure, as prose or JSON, and returns the exit code. */
export async function reportFailure(
  thrown: unknown,
  output: Output,
  debug: boolean,
): Promise<number> {
  const { done, cause: error } =
    thrown instanceof FailureAfter ? thrown : { done: {}, cause: thrown };
  const failure = await asCommandFailure(error);
  const message = output.text(failure.text);
  output.result({ ...done, error: { message, ...(await apiFacts(error)) } });
  if (!output.json) output.note(`${output.paint('red', '✗')} ${message}`);
  if (debug) output.note(frames(error));
  return failure.exitCode;
}

/** Whatever was thrown, in words for the user. */
export const asCommandFailure = async (error: unknown): Promise<CommandFailure> =>
  error instanceof CommandFailure ? error : fromClient(error);

/** What a script decides by, if the call to Aliyun failed; found even below a command's own wording. */
async function apiFacts(error: unknown): Promise<object> {
  if (!(error instanceof Error)) return {};
  if (error.name === 'Refusal') return refusalFacts(error);
  const { AliyunSmsError } = await import('aliyun-sms-client');
  if (!(error instanceof AliyunSmsError)) return apiFacts(error.cause);
  const { apiCode, outcome, requestId } = error;
  return { apiCode, outcome, requestId };
}

/** The facts about a message that the settings refuse: why, and that nothing was sent. */
async function refusalFacts(error: Error): Promise<object> {
  const { Refusal } = await import('aliyun-sms-sender');
  return error instanceof Refusal ? { refused: error.reason, outcome: 'not-sent' } : {};
}

/** The client's errors explain themselves; anything else, invalid input aside, is a bug of ours. */
async function fromClient(error: unknown): Promise<CommandFailure> {
  const { AliyunSmsError, explainApiCode } = await import('aliyun-sms-client');
  if (error instanceof AliyunSmsError) {
    const { apiCode, message } = error;
    const id = requestIdOf(error);
    if (apiCode === undefined) {
      const words = { en: `${message}${id.en}`, zh: `调用阿里云未成功：${message}${id.zh}` };
      return new CommandFailure(words, { cause: error });
    }
    const [en, zh] = [explainApiCode(apiCode, 'en'), explainApiCode(apiCode, 'zh')];
    return new CommandFailure(
      {
        en: `${apiCode}: ${en.cause} ${en.remedy}${id.en}`,
        zh: `${apiCode}：${zh.cause}${zh.remedy}${id.zh}`,
      },
      { cause: error },
    );
  }
  return inputFailure(error) ?? internalError(error);
}

/** The id by which Aliyun's support finds the call, to be appended to what failed. */
export const requestIdOf = ({ requestId }: { readonly requestId?: string | undefined }): Words =>
  requestId
    ? { en: ` (RequestId ${requestId})`, zh: `（RequestId ${requestId}）` }
    : { en: '', zh: '' };

/** Safe to show: the client names the field and what it must be, never a value. */
function inputFailure(error: unknown): CommandFailure | undefined {
  if (!(error instanceof TypeError || error instanceof RangeError)) return undefined;
  if (!/^[a-z]\w*(?:\.\S+)? must be /i.test(error.message)) return undefined;
  return new CommandFailure(
    { en: `${error.message}.`, zh: `输入有误：${error.message}。` },
    { exitCode: 2, cause: error },
  );
}

function internalError(error: unknown): CommandFailure {
  // Only the type is shown: the message may quote a number or a code.
  const kind = error instanceof Error ? error.name : typeof error;
  return new CommandFailure(
    {
      en: `Internal error (${kind}). Set ALIYUN_SMS_DEBUG=1 to see where.`,
      zh: `内部错误（${kind}）。设置 ALIYUN_SMS_DEBUG=1 可查看出错位置。`,
    },
    { cause: error },
  );
}

/** The stacks of an error and its causes. Frames only: a message may quote a number or a code. */
function frames(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const at = String(error.stack)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  return [error.name, ...at, frames(error.cause)].join('\n');
}
