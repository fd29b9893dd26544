import { explainApiCode } from 'aliyun-sms-client';
import { userTextKeyOf, type UserTextKey } from 'aliyun-sms-sender';
import { tookMs } from '../../aliyun/delivery.ts';
import type { CodeEvent } from '../../logto/code-events.ts';
import type { Attempt } from './attempts.ts';
import type { LogLine } from './log-lines.ts';
import type { Found } from './records.ts';
import type { VerdictName } from './verdict-words.ts';

/** What is known besides the attempt itself. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether Logto's audit log was read. */
  readonly logto: boolean;
  /** Whether every channel was queried successfully. */
  readonly complete: boolean;
  /** Messages to the number that Aliyun counts but does not list. */
  readonly unlisted: number;
  /** Messages of the account on these days, to all numbers; absent if unknown. */
  readonly ofAccount?: number | undefined;
  /** Whether a user in Logto has this number; absent if unknown. */
  readonly hasUser?: boolean | undefined;
  /** Whether registration is off. */
  readonly signInOnly?: boolean | undefined;
  /** Whether the settings read a number as stored in Logto as this one. */
  readonly isRead: (asStored: string) => boolean;
}

/** Reports usually arrive within seconds, rarely within minutes. */
const REPORTED_MS = 2 * 60_000;
/** After this long the page offers to send another. */
const LATE_MS = 60_000;
/** A message is on record a few seconds after it was accepted. */
const ON_RECORD_MS = 30_000;
/** Logto accepts a code for ten minutes by default. */
const CODE_MS = 10 * 60_000;

/** What became of one code. */
export function verdictOf(attempt: Attempt, facts: Facts, others: readonly Attempt[]): VerdictName {
  const { asked, found } = attempt;
  const entered = attempt.entered.at(-1);
  if (entered && !entered.failure) return 'entered';
  if (asked?.failure) return refused(asked.failure);
  if (found?.report.status === 'failed') return 'carrier';
  if (entered) return wronglyEntered(entered, attempt, others);
  return found ? accepted(found, attempt, facts) : notListed(attempt, facts);
}

/** For a line of `--log` without a matching entry in Logto's audit log. */
function refusedBy({ apiCode, outcome, guard = 'admit' }: LogLine): VerdictName {
  if (outcome === 'unknown') return 'not-on-record';
  if (!guard.startsWith('admit')) return 'limited-by-guard';
  if (apiCode === undefined) return 'not-handed-over';
  return explainApiCode(apiCode).category === 'number-limit'
    ? 'limited-by-aliyun'
    : 'refused-by-aliyun';
}

/** Without any attempt for the number. */
export function verdictOfNothing(facts: Facts): VerdictName {
  if (facts.unlisted > 0) return 'counted-not-listed';
  if (!facts.complete) return 'cannot-tell';
  if (facts.ofAccount === 0) return facts.logto ? 'never-asked' : 'nothing-from-account';
  if (facts.logto) return 'never-asked';
  return facts.ofAccount === undefined ? 'nothing-taken' : 'nothing-to-number';
}

const BY_LOGTO: Readonly<Record<string, VerdictName>> = {
  'request.message_rate_limited': 'limited-by-logto',
  'connector.not_found': 'no-connector',
};

/** Aliyun's refusals have its request id; without one, it was not called or not reached. */
const BY_CONNECTOR: Readonly<
  Record<UserTextKey, readonly [byAliyun: VerdictName, ours: VerdictName]>
> = {
  wait: ['limited-by-aliyun', 'limited-by-guard'],
  later: ['refused-by-aliyun', 'not-handed-over'],
  number: ['number-refused', 'number-refused'],
  blocked: ['number-blocked', 'number-blocked'],
  country: ['country-refused', 'country-refused'],
  unsure: ['answer-lost', 'answer-lost'],
};

/** The gateway passes no request id to Logto. */
const BY_GATEWAY: Partial<Record<UserTextKey, VerdictName>> = {
  wait: 'limited-by-gateway',
  later: 'refused-by-gateway',
};

function refused(failure: NonNullable<CodeEvent['failure']>): VerdictName {
  const { code, userText, byGateway, requestId } = failure;
  if (code !== undefined) return BY_LOGTO[code] ?? 'failed-in-logto';
  const key = userText === undefined ? undefined : userTextKeyOf(userText);
  if (key === undefined) return 'failed-in-connector';
  const [byAliyun, ours] = BY_CONNECTOR[key];
  if (byGateway) return BY_GATEWAY[key] ?? ours;
  return requestId === undefined ? ours : byAliyun;
}

const BY_ENTRY_ERROR: Readonly<Record<string, VerdictName>> = {
  'verification_code.expired': 'expired',
  'verification_code.exceed_max_try': 'too-many-tries',
  'session.verification_blocked_too_many_attempts': 'locked-out',
};

/** The message arrived, or somebody is guessing. */
function wronglyEntered(
  { at, failure }: CodeEvent,
  attempt: Attempt,
  others: readonly Attempt[],
): VerdictName {
  const { code = '' } = failure ?? {};
  if (code !== 'verification_code.code_mismatch') return BY_ENTRY_ERROR[code] ?? 'other-session';
  const hasEarlier = others.some(
    (other) => other !== attempt && other.found && other.at < at && at - other.at < CODE_MS,
  );
  return hasEarlier ? 'older-code' : 'wrong-code';
}

/** Logto considers it sent, but Aliyun has no record of it. */
function notListed(attempt: Attempt, facts: Facts): VerdictName {
  if (attempt.asked === undefined) {
    return attempt.line ? refusedBy(attempt.line) : 'other-session';
  }
  const pretended = neverSent(attempt.asked, facts);
  if (pretended) return pretended;
  if (facts.unlisted > 0) return 'counted-not-listed';
  if (!facts.complete) return 'cannot-tell';
  if (facts.now - attempt.at < ON_RECORD_MS) return 'too-early';
  return facts.ofAccount === 0 ? 'other-account' : 'not-on-record';
}

/** Logto's log also says Success for what it only pretends to send. */
function neverSent({ number, flow }: CodeEvent, facts: Facts): VerdictName | undefined {
  if (!facts.isRead(number)) return 'other-number';
  if (facts.hasUser !== false) return undefined;
  if (flow === 'ForgotPassword') return 'unknown-person';
  return flow === 'SignIn' && facts.signInOnly ? 'sign-up-off' : undefined;
}

/** Aliyun accepted it, and the carrier did not refuse it. */
function accepted({ report }: Found, { asked, at }: Attempt, facts: Facts): VerdictName {
  if (report.status === 'submitted') {
    return facts.now - at < REPORTED_MS ? 'waiting' : 'no-report';
  }
  if (tookMs(report) >= LATE_MS) return 'delivered-late';
  if (!facts.logto) return 'delivered';
  return asked === undefined ? 'not-from-logto' : 'not-entered';
}
