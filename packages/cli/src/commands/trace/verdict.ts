import { explainApiCode } from 'aliyun-sms-client';
import { userTextOf, type UserText } from 'aliyun-sms-sender';
import { tookMs } from '../../aliyun/delivery.ts';
import type { CodeEvent } from '../../logto/code-events.ts';
import type { Attempt } from './attempts.ts';
import type { LogLine } from './log-lines.ts';
import type { Found } from './records.ts';
import type { VerdictName } from './verdict-words.ts';

/** What is known beside the attempt itself. */
export interface Facts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether Logto's half was read. */
  readonly logto: boolean;
  /** Whether every channel was asked and answered. */
  readonly complete: boolean;
  /** Messages to the number that Aliyun counts and does not list. */
  readonly unlisted: number;
  /** What the account sent in these days, to whomever; absent where it is not known. */
  readonly ofAccount?: number | undefined;
  /** Whether Logto knows somebody with this number; absent where it was not asked. */
  readonly hasUser?: boolean | undefined;
  /** Whether people can only sign in, not up. */
  readonly signInOnly?: boolean | undefined;
  /** Whether the settings read what Logto holds as this number. */
  readonly isRead: (asLogtoHoldsIt: string) => boolean;
}

/** Reports come within seconds, rarely within minutes. */
const REPORTED_MS = 2 * 60_000;
/** After this long the page offers to send another. */
const LATE_MS = 60_000;
/** A message is on record a few seconds after it was taken. */
const ON_RECORD_MS = 30_000;
/** Logto takes a code for ten minutes. */
export const CODE_MS = 10 * 60_000;

/** What became of one code. */
export function verdictOf(
  attempt: Attempt,
  facts: Facts,
  others: readonly Attempt[] = [],
): VerdictName {
  const { asked, found } = attempt;
  const entered = attempt.entered.at(-1);
  if (entered && !entered.failure) return 'entered';
  if (asked?.failure) return refused(asked.failure);
  if (found?.report.status === 'failed') return 'carrier';
  if (entered) return notTaken(entered, attempt, others);
  return found ? taken(found, attempt, facts) : notListed(attempt, facts);
}

/** Where Logto's log has it, and nothing else was asked. */
function refusedBy({ apiCode, outcome, guard = 'admit' }: LogLine): VerdictName {
  if (outcome === 'unknown') return 'not-on-record';
  if (!guard.startsWith('admit')) return 'limited-by-guard';
  if (apiCode === undefined) return 'not-handed-over';
  return explainApiCode(apiCode).category === 'number-limit'
    ? 'limited-by-aliyun'
    : 'refused-by-aliyun';
}

/** Where nothing at all is known of the number. */
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

/** Aliyun's refusals come with its request id; without one nothing was asked of it, or not reached. */
const BY_CONNECTOR: Readonly<
  Record<UserText, readonly [byAliyun: VerdictName, ours: VerdictName]>
> = {
  wait: ['limited-by-aliyun', 'limited-by-guard'],
  later: ['refused-by-aliyun', 'not-handed-over'],
  number: ['number-refused', 'number-refused'],
  blocked: ['number-blocked', 'number-blocked'],
  country: ['country-refused', 'country-refused'],
  unsure: ['answer-lost', 'answer-lost'],
};

/** A gateway tells Logto no request id. */
const BY_GATEWAY: Partial<Record<UserText, VerdictName>> = {
  wait: 'limited-by-gateway',
  later: 'refused-by-gateway',
};

function refused(failure: NonNullable<CodeEvent['failure']>): VerdictName {
  const { code, told, byGateway, requestId } = failure;
  if (code !== undefined) return BY_LOGTO[code] ?? 'failed-in-logto';
  const sentence = told === undefined ? undefined : userTextOf(told);
  if (sentence === undefined) return 'failed-in-connector';
  const [byAliyun, ours] = BY_CONNECTOR[sentence];
  if (byGateway) return BY_GATEWAY[sentence] ?? ours;
  return requestId === undefined ? ours : byAliyun;
}

const NOT_TAKEN: Readonly<Record<string, VerdictName>> = {
  'verification_code.expired': 'expired',
  'verification_code.exceed_max_try': 'too-many-tries',
  'session.verification_blocked_too_many_attempts': 'locked-out',
};

/** It arrived, or somebody guesses. */
function notTaken(
  { at, failure }: CodeEvent,
  attempt: Attempt,
  others: readonly Attempt[],
): VerdictName {
  const { code = '' } = failure ?? {};
  if (code !== 'verification_code.code_mismatch') return NOT_TAKEN[code] ?? 'other-session';
  const hasEarlier = others.some(
    (other) => other !== attempt && other.found && other.at < at && at - other.at < CODE_MS,
  );
  return hasEarlier ? 'older-code' : 'wrong-code';
}

/** Logto says that it was handed over, and Aliyun has no record of it. */
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

/** Logto's log says Success of what it only pretends to send. */
function neverSent({ number, flow }: CodeEvent, facts: Facts): VerdictName | undefined {
  if (!facts.isRead(number)) return 'other-number';
  if (facts.hasUser !== false) return undefined;
  if (flow === 'ForgotPassword') return 'unknown-person';
  return flow === 'SignIn' && facts.signInOnly ? 'sign-up-off' : undefined;
}

/** Aliyun took it, and the carrier did not refuse it. */
function taken({ report }: Found, { asked, at }: Attempt, facts: Facts): VerdictName {
  if (report.status === 'submitted') {
    return facts.now - at < REPORTED_MS ? 'waiting' : 'no-report';
  }
  if (tookMs(report) >= LATE_MS) return 'delivered-late';
  if (!facts.logto) return 'delivered';
  return asked === undefined ? 'not-from-logto' : 'not-entered';
}
