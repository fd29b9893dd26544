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

/** How to see a code with one's own eyes, and what the connector makes of it. */
export interface Reproduction {
  /** For a shell, in their order, with the sandbox running. */
  readonly calls: readonly string[];
  /** The connector's line in Logto's output, but for its time, its ids and how long it took. */
  readonly line: Readonly<Record<string, unknown>> | undefined;
  /** What the person at the sign-in page reads, but for the time to wait; nothing where the page for
   *  the code is shown. */
  readonly told: Words | undefined;
}

/** Of applications, and of codes that Aliyun checks itself. */
const NO_SENDS: ReadonlySet<ErrorCategory> = new Set(['application', 'verification']);

/** Nothing where no send meets the code, or the sandbox cannot give it. */
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

/** Words of this program's as they can be pasted. */
type CommandLine = (words: readonly string[]) => string;

const send = (number: string, ...more: readonly string[]): readonly string[] => {
  const template = number.startsWith('+86') ? 'SMS_200000001' : 'SMS_200000020';
  const words = ['--sign-name', '示例科技', '--template', template];
  return ['send', number, ...words, ...more, '--endpoint', SANDBOX];
};

/** The connector hears nothing of what becomes of an accepted message. */
const accepted = (call: string): Reproduction => ({
  calls: [call],
  line: undefined,
  told: undefined,
});

/** What comes of it, by a real delivery to a sandbox in this process. */
async function refusalTo(
  number: string,
  apiCode: string,
): Promise<Pick<Reproduction, 'line' | 'told'>> {
  const sandbox = createSandbox();
  sandbox.faults.replace([{ action: 'SendSms', effect: { kind: 'apiCode', apiCode } }]);
  const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  // Once is enough: the answer stays the same.
  const client = createSmsClient({ credentials: key, transport: sandbox.handle, maxRetries: 0 });
  const plan = planned(number);
  const { course, result } = await deliver({ ...plan, ...ORDER, clientFor: () => client });
  if (!('error' in result))
    throw new TypeError(`The sandbox took a message in spite of ${apiCode}.`);
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
  return { line, told: outcome === 'unknown' ? undefined : userWords(failure.told) };
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
