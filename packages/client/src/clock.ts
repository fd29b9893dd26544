/** Milliseconds since the epoch. */
export type Clock = () => number;

/** By clock and origin: how far Aliyun's clock is ahead of this one, in milliseconds. */
const offsets = new WeakMap<Clock, Map<string, number>>();

/** A difference below this is the resolution of the `Date` header, and no reason to try again. */
const SIGNIFICANT_MS = 2000;

/** The time at `origin`, as far as it is known. */
export function timeAt(origin: string, clock: Clock): number {
  return clock() + (offsets.get(clock)?.get(origin) ?? 0);
}

/**
 * Takes the server's clock over from the `Date` header of its answer and remembers it for the
 * process. False where that changes nothing.
 */
export function correctClock(
  origin: string,
  clock: Clock,
  dateHeader: string | undefined,
): boolean {
  const serverTime = Date.parse(dateHeader ?? '');
  const difference = Math.abs(serverTime - timeAt(origin, clock));
  if (!(difference >= SIGNIFICANT_MS)) {
    return false;
  }
  const ofClock = offsets.get(clock) ?? new Map<string, number>();
  offsets.set(clock, ofClock.set(origin, serverTime - clock()));
  return true;
}
