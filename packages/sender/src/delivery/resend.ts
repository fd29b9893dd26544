import QuickLRU from 'quick-lru';

/** If it is requested again in this time, the first message seems not to have arrived. Milliseconds. */
const AGAIN_AFTER_MS = 30_000;
const AGAIN_BEFORE_MS = 120_000;
const ONCE_PER_MS = 600_000;

/** Per process and bounded: a hint, not a guarantee. */
const sends = new QuickLRU<string, { readonly at: number; readonly label: string }>({
  maxSize: 10_000,
});
const escalations = new QuickLRU<string, number>({ maxSize: 10_000 });

interface Sent {
  /** Two accounts in one process share nothing. */
  readonly namespace: string;
  readonly msisdn: string;
  readonly usageType: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Remembers which channel accepted a message, or may have. */
export function rememberSend({ namespace, msisdn, usageType, now }: Sent, label: string): void {
  sends.set(JSON.stringify([namespace, msisdn, usageType]), { at: now, label });
}

/**
 * The label of the channel to skip if this looks like a resend: the same number and usage, 30 to 120
 * seconds after a message that was or may have been accepted. At most once per number in ten minutes.
 */
export function escalate({ namespace, msisdn, usageType, now }: Sent): string | undefined {
  const last = sends.get(JSON.stringify([namespace, msisdn, usageType]));
  const age = last === undefined ? 0 : now - last.at;
  if (last === undefined || age < AGAIN_AFTER_MS || age > AGAIN_BEFORE_MS) {
    return undefined;
  }
  const subject = JSON.stringify([namespace, msisdn]);
  if (now - (escalations.get(subject) ?? Number.NEGATIVE_INFINITY) < ONCE_PER_MS) {
    return undefined;
  }
  escalations.set(subject, now);
  return last.label;
}
