import { BoundedCache } from './bounded-cache.ts';

/** Asked again within this time, a first message does not seem to have arrived. Milliseconds. */
const AGAIN_AFTER_MS = 30_000;
const AGAIN_BEFORE_MS = 120_000;
const ONCE_PER_MS = 600_000;

/** Of this process alone, and bounded: a hint, not a promise. */
const accepted = new BoundedCache<{ readonly at: number; readonly label: string }>(10_000);
const escalated = new BoundedCache<number>(10_000);

interface Sent {
  readonly msisdn: string;
  readonly usageType: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Remembers which channel took a message. */
export function rememberAccepted({ msisdn, usageType, now }: Sent, label: string): void {
  accepted.set(`${msisdn} ${usageType}`, { at: now, label });
}

/**
 * The label of the channel to leave aside, if this looks like a resend: the same number and usage 30
 * to 120 seconds after an accepted message. At most once per number in ten minutes.
 */
export function escalate({ msisdn, usageType, now }: Sent): string | undefined {
  const last = accepted.get(`${msisdn} ${usageType}`);
  const age = last === undefined ? 0 : now - last.at;
  if (last === undefined || age < AGAIN_AFTER_MS || age > AGAIN_BEFORE_MS) {
    return undefined;
  }
  if (now - (escalated.get(msisdn) ?? Number.NEGATIVE_INFINITY) < ONCE_PER_MS) {
    return undefined;
  }
  escalated.set(msisdn, now);
  return last.label;
}
