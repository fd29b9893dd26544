import {
  createSmsClient,
  explainApiCode,
  maskPhoneNumber,
  type ErrorCategory,
} from 'aliyun-sms-client';
import {
  deliver,
  failureOf,
  planMessage,
  readSettings,
  sendLine,
  userWords,
  type SendPlan,
} from 'aliyun-sms-sender';
import { createSandbox, MAGIC_NUMBERS } from 'aliyun-sms-sandbox';
import type { Words } from '../../language.ts';
import { demoSettings } from '../demo/demo-settings.ts';

const SANDBOX = 'http://127.0.0.1:4086';
const NUMBER = '+8613800138000';

/** How to reproduce a code, and what the connector makes of it. */
export interface Reproduction {
  /** Shell commands, in order, to run while the sandbox is running. */
  readonly calls: readonly string[];
  /** The connector's line in Logto's output, without time, ids and duration. */
  readonly line: Readonly<Record<string, unknown>> | undefined;
  /** What the user reads on the sign-in page, without the time to wait; undefined if the page for
   *  entering the code is shown. */
  readonly userText: Words | undefined;
}

/** Codes of applications, and of verification codes that Aliyun checks itself. */
const NO_SENDS: ReadonlySet<ErrorCategory> = new Set(['application', 'verification']);

/** Undefined if no send can result in the code, or the sandbox cannot return it. */
export async function reproduce(
  apiCode: string,
  commandLine: CommandLine = (words) => ['aliyun-sms', ...words].join(' '),
): Promise<Reproduction | undefined> {
  const { category } = explainApiCode(apiCode);
  if (NO_SENDS.has(category)) return undefined;
  const magic = MAGIC_NUMBERS.find((one) => one.apiCode === apiCode || one.errCode === apiCode);
  if (category === 'delivery') {
    const to = apiCode === 'DELIVERED' ? NUMBER : magic?.number;
    return to === undefined ? undefined : accepted(commandLine(send(to, '--follow')));
  }
  const number = magic?.number ?? NUMBER;
  const fault = JSON.stringify({
    faults: [{ action: 'SendSms', effect: { kind: 'apiCode', apiCode } }],
  });
  const put = `curl -sS -X PUT ${SANDBOX}/sandbox/v1/faults -H 'content-type: application/json' -d '${fault}'`;
  return {
    calls: [...(magic ? [] : [put]), commandLine(send(number))],
    ...(await refusalTo(number, apiCode)),
  };
}

/** Turns the words of a command into a line that can be pasted. */
type CommandLine = (words: readonly string[]) => string;

const send = (number: string, ...more: readonly string[]): readonly string[] => {
  const template = number.startsWith('+86') ? 'SMS_200000001' : 'SMS_200000020';
  const words = ['--sign-name', '示例科技', '--template', template];
  return ['send', number, ...words, ...more, '--endpoint', SANDBOX];
};

/** The connector does not learn what becomes of an accepted message. */
const accepted = (call: string): Reproduction => ({
  calls: [call],
  line: undefined,
  userText: undefined,
});

/** The result of a real delivery to a sandbox in this process. */
async function refusalTo(
  number: string,
  apiCode: string,
): Promise<Pick<Reproduction, 'line' | 'userText'>> {
  const sandbox = createSandbox();
  sandbox.faults.replace([{ action: 'SendSms', effect: { kind: 'apiCode', apiCode } }]);
  const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  // No retries: the answer stays the same.
  const client = createSmsClient({ credentials: key, transport: sandbox.handle, maxRetries: 0 });
  const plan = planned(number);
  const { course, result } = await deliver({ ...plan, ...ORDER, clientFor: () => client });
  if (!('error' in result))
    throw new TypeError(`The sandbox accepted a message in spite of ${apiCode}.`);
  const failure = failureOf(result.error, {
    country: plan.number.country,
    channel: course.step.channel,
  });
  const to = maskPhoneNumber(number);
  const trace = {
    usageType: ORDER.usageType,
    to,
    number: plan.number,
    course,
    startedAt: 0,
    endedAt: 0,
  };
  const { outcome } = failure;
  const { ms: _, attempts: __, requestId: ___, ...line } = sendLine({ outcome, failure, trace });
  return { line, userText: outcome === 'unknown' ? undefined : userWords(failure.userTextKey) };
}

const ORDER = {
  usageType: 'SignIn',
  namespace: 'explain',
  timeoutMs: 8000,
  startedAt: 0,
  now: () => 0,
  reference: () => 'explain',
};

function planned(number: string): SendPlan {
  const settings = readSettings(demoSettings(SANDBOX));
  if ('issues' in settings) throw new TypeError('The settings of the demo are not valid.');
  const { usageType } = ORDER;
  const payload = { code: '000000' };
  const plan = planMessage(settings, {
    to: number.slice(1),
    usageType,
    payload,
    locale: undefined,
  });
  if ('refusal' in plan) throw plan.refusal;
  return plan;
}
