import { userTextKeyOf } from 'aliyun-sms-sender';
import { deliverySeconds, statusText } from '../../aliyun/delivery.ts';
import type { Words } from '../../language.ts';
import type { CodeEvent, CodeFailure } from '../../logto/code-events.ts';
import type { Attempt } from './attempts.ts';
import type { LogLine } from './log-lines.ts';
import type { Found } from './records.ts';

type Mark = '✓' | '✗' | '!' | '…' | ' ';

/** One line of the timeline. */
export interface Step {
  /** Milliseconds since 1970. */
  readonly at: number | undefined;
  readonly by: 'Logto' | 'connector' | 'Aliyun' | 'carrier';
  readonly step: 'asked' | 'logged' | 'accepted' | 'reported' | 'entered';
  readonly outcome: string;
  readonly mark: Mark;
  readonly text: Words;
}

/** asked → logged → accepted → reported → entered, as far as each happened. */
export const stepsOf = ({ asked, line, found, entered }: Attempt): readonly Step[] => [
  ...(asked ? [askedStep(asked)] : []),
  ...(line ? [loggedStep(line)] : []),
  ...(found ? carried(found) : []),
  ...entered.map((event) => enteredStep(event)),
];

const FLOWS: Readonly<Record<CodeEvent['flow'], Words>> = {
  SignIn: { en: 'sign-in', zh: '登录' },
  Register: { en: 'sign-up', zh: '注册' },
  ForgotPassword: { en: 'forgot password', zh: '忘记密码' },
};

function askedStep({ at, flow, failure }: CodeEvent): Step {
  const { en, zh } = FLOWS[flow];
  const step = { at, by: 'Logto', step: 'asked' } as const;
  if (failure === undefined) {
    const text = {
      en: `code requested (${en}): sent, according to Logto`,
      zh: `获取验证码（${zh}）：Logto 认为已发送`,
    };
    return { ...step, outcome: 'sent', mark: ' ', text };
  }
  if (failure.code !== undefined) {
    const isLimit = failure.code === 'request.message_rate_limited';
    const text = {
      en: `code requested (${en}): ${isLimit ? 'limited by Logto' : `refused by Logto, ${failure.code}`}`,
      zh: `获取验证码（${zh}）：${isLimit ? '被 Logto 限流' : `被 Logto 拒绝，${failure.code}`}`,
    };
    return { ...step, outcome: isLimit ? 'limited' : 'failed', mark: '✗', text };
  }
  const refused = refusedBy(failure);
  const text = {
    en: `code requested (${en}): ${refused.en}`,
    zh: `获取验证码（${zh}）：${refused.zh}`,
  };
  return { ...step, outcome: 'refused', mark: '✗', text };
}

function refusedBy({ userText, byGateway, requestId }: CodeFailure): Words {
  const id = requestId === undefined ? '' : ` RequestId ${requestId}`;
  const read = userRead(userText, byGateway);
  return {
    en: `refused by the ${byGateway ? 'gateway' : 'connector'}.${read.en}${id}`,
    zh: `被${byGateway ? '网关' : '连接器'}拒绝。${read.zh}${id}`,
  };
}

/** Of the connector's limits, Logto shows only its own text. */
function userRead(userText: string | undefined, byGateway: boolean): Words {
  if (userText === undefined) return { en: '', zh: '' };
  return !byGateway && userTextKeyOf(userText) === 'wait'
    ? {
        en: ' The user read Logto’s own message about limits.',
        zh: '用户看到 Logto 自带的限流提示。',
      }
    : { en: ` The user read: “${userText}”`, zh: `用户看到：“${userText}”` };
}

function loggedStep({ time, outcome, apiCode, reason = '?' }: LogLine): Step {
  const what = apiCode ?? reason;
  const text =
    outcome === 'unknown'
      ? { en: `response lost, outcome unknown: ${what}`, zh: `响应丢失，结果未知：${what}` }
      : { en: `not sent: ${what}`, zh: `未发出：${what}` };
  return { at: time, by: 'connector', step: 'logged', outcome, mark: '✗', text };
}

function carried({ channel, report }: Found): readonly Step[] {
  const { templateCode } = report;
  const words = [channel, templateCode].filter(Boolean).join(', ');
  const accepted: Step = {
    at: parsed(report.sentAt),
    by: 'Aliyun',
    step: 'accepted',
    outcome: 'accepted',
    mark: '✓',
    text: { en: `accepted (${words})`, zh: `已受理（${words}）` },
  };
  return [accepted, reported(report)];
}

const MARKS = { submitted: '…', delivered: '✓', failed: '✗' } as const;

function reported(report: Found['report']): Step {
  const { status, errCode } = report;
  const { en, zh } = statusText(status);
  const seconds = status === 'delivered' ? deliverySeconds(report) : undefined;
  const more = {
    en: seconds === undefined ? '' : ` after ${seconds} s`,
    zh: seconds === undefined ? '' : `，耗时 ${seconds} 秒`,
  };
  const code = status === 'failed' && errCode !== undefined ? errCode : undefined;
  return {
    at: parsed(report.reportedAt),
    by: 'carrier',
    step: 'reported',
    outcome: status,
    mark: MARKS[status],
    text: {
      en: `${en}${more.en}${code === undefined ? '' : `: ${code}`}`,
      zh: `${zh}${more.zh}${code === undefined ? '' : `：${code}`}`,
    },
  };
}

const ENTERED: Readonly<Record<string, Words>> = {
  'verification_code.code_mismatch': { en: 'wrong', zh: '不正确' },
  'verification_code.expired': { en: 'too late', zh: '已过期' },
  'verification_code.exceed_max_try': { en: 'too many wrong codes', zh: '输错次数过多' },
  'session.verification_blocked_too_many_attempts': { en: 'locked out', zh: '已被锁定' },
};

function enteredStep({ at, failure }: CodeEvent): Step {
  const step = { at, by: 'Logto', step: 'entered' } as const;
  if (failure === undefined) {
    return {
      ...step,
      outcome: 'right',
      mark: '✓',
      text: { en: 'code entered', zh: '验证码已正确输入' },
    };
  }
  const code = failure.code ?? '?';
  const { en, zh } = ENTERED[code] ?? { en: code, zh: code };
  const text = { en: `code entered: ${en}`, zh: `输入验证码：${zh}` };
  return { ...step, outcome: code, mark: '✗', text };
}

const parsed = (time: string | undefined): number | undefined =>
  time === undefined ? undefined : Date.parse(time);
