import { AliyunSmsError, type PhoneNumber } from 'aliyun-sms-client';
import { mayFailOver, type Step } from './failover.ts';
import { escalate, rememberAccepted } from './resend-memory.ts';
import { isOnRecord, refusalOf, transmit, type Accepted } from './transmit.ts';

export interface Order {
  readonly steps: readonly [Step, ...Step[]];
  readonly number: PhoneNumber;
  readonly usageType: string;
  /** For everything; `startedAt` is when it began. Milliseconds. */
  readonly timeoutMs: number;
  readonly startedAt: number;
  readonly now: () => number;
  /** A new reference for each message that is handed to Aliyun. */
  readonly reference: () => string;
}

/** How a delivery went, filled in on the way so that a failed one can be told as well. */
export interface Course {
  step: Step;
  attempts: number;
  /** Why earlier channels were left: `settings: isv.AMOUNT_NOT_ENOUGH`. */
  readonly left: string[];
  escalated: boolean;
  confirmed: boolean;
}

/** Kept for the look-up of a message whose answer was lost. Milliseconds. */
const LOOK_UP_MS = 1_500;
/** With less time than this no further channel is tried. Milliseconds. */
const SHORTEST_ATTEMPT_MS = 300;

/** Hands the message to the first channel that takes it. Rejects with the reason of the last one. */
export async function deliver(order: Order, tell: (course: Course) => void): Promise<Accepted> {
  const { number, usageType, startedAt, now, steps } = order;
  const hasNext = steps.length > 1;
  const asked = { msisdn: number.msisdn, usageType };
  const skipped = hasNext ? escalate({ ...asked, now: startedAt }) : undefined;
  const ordered = skipped === undefined ? steps : startingAfter(skipped, steps);
  const course: Course = {
    step: ordered[0],
    attempts: 0,
    left: [],
    escalated: ordered[0] !== steps[0],
    confirmed: false,
  };
  tell(course);
  for (let following = 1; ; following += 1) {
    try {
      const accepted = await attempt(course, order);
      if (hasNext) {
        rememberAccepted({ ...asked, now: now() }, course.step.channel.label);
      }
      return accepted;
    } catch (error) {
      const next = ordered[following];
      if (next === undefined || !mayFailOver(error) || timeFor(order) < SHORTEST_ATTEMPT_MS) {
        throw error;
      }
      course.left.push(`${course.step.channel.label}: ${reasonOf(error)}`);
      course.step = next;
    }
  }
}

async function attempt(course: Course, order: Order): Promise<Accepted> {
  const { channel, message } = course.step;
  const { number, now } = order;
  const outId = order.reference();
  const sentAt = now();
  const timeoutMs = Math.max(timeFor(order), SHORTEST_ATTEMPT_MS);
  const onAttempt = () => {
    course.attempts += 1;
  };
  try {
    return await transmit({ channel, message, number, outId, timeoutMs, onAttempt });
  } catch (error) {
    const left = order.startedAt + order.timeoutMs - now();
    if (mayBeOnItsWay(error) && left > 0) {
      course.confirmed = await isOnRecord({ channel, number, outId, timeoutMs: left }, sentAt);
    }
    if (course.confirmed) {
      return { bizId: undefined, requestId: undefined };
    }
    throw refusalOf(error);
  }
}

const mayBeOnItsWay = (error: unknown): boolean =>
  error instanceof AliyunSmsError && error.outcome === 'unknown';

/** What one attempt may take: at most half of the whole, and never what the look-up needs. */
function timeFor({ timeoutMs, startedAt, now }: Order): number {
  return Math.min(timeoutMs / 2, startedAt + timeoutMs - now() - LOOK_UP_MS);
}

/** The steps with the one after `label` in front; as they are if no step has that label. */
function startingAfter(
  label: string,
  steps: readonly [Step, ...Step[]],
): readonly [Step, ...Step[]] {
  const index = steps.findIndex(({ channel }) => channel.label === label);
  const [first, ...others] = [...steps.slice(index + 1), ...steps.slice(0, index + 1)];
  return index === -1 || first === undefined ? steps : [first, ...others];
}

function reasonOf(error: unknown): string {
  const apiCode = error instanceof AliyunSmsError ? error.apiCode : undefined;
  return apiCode ?? (error instanceof Error ? error.name : typeof error);
}
