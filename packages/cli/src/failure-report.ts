import { CommandFailure, FailureAfter } from './failure.ts';
import type { Language } from './language.ts';
import type { Output } from './output.ts';

/** Says what failed, to the reader at hand, and answers with the exit code. */
export async function reportFailure(
  thrown: unknown,
  output: Output,
  debug: boolean,
): Promise<number> {
  const { done, cause: error } =
    thrown instanceof FailureAfter ? thrown : { done: {}, cause: thrown };
  const failure = error instanceof CommandFailure ? error : await fromApi(error);
  const message = output.text(failure.text);
  output.result({ ...done, error: { message } });
  if (!output.json) output.note(`${output.paint('red', '✗')} ${message}`);
  if (debug) output.note(frames(error));
  return failure.exitCode;
}

/** A failure of the client carries its explanation; anything else is a fault of this program. */
async function fromApi(error: unknown): Promise<CommandFailure> {
  const { AliyunSmsError, explainApiCode } = await import('aliyun-sms-client');
  if (error instanceof AliyunSmsError) {
    const id = error.requestId ? ` (RequestId ${error.requestId})` : '';
    const { apiCode } = error;
    const told = (language: Language) => {
      if (apiCode === undefined) return `${error.message}${id}`;
      const { cause, remedy } = explainApiCode(apiCode, language);
      return `${apiCode}: ${cause} ${remedy}${id}`;
    };
    return new CommandFailure({ en: told('en'), zh: told('zh') }, { cause: error });
  }
  // Only the kind of the fault is shown: its message may quote a number or a code.
  const kind = error instanceof Error ? error.name : typeof error;
  return new CommandFailure(
    {
      en: `The program itself failed (${kind}). Set ALIYUN_SMS_DEBUG=1 to see where.`,
      zh: `程序自身出错（${kind}）。设置 ALIYUN_SMS_DEBUG=1 可以看到位置。`,
    },
    { cause: error },
  );
}

/** Where an error and its causes came from. Frames only: a message may quote a number or a code. */
function frames(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...at, frames(error.cause)].join('\n');
}
