/** Milliseconds since the epoch. */
export type Clock = () => number;

/** By clock and origin: how far Aliyun's clock is ahead of this one, in milliseconds. */
const offsets = new WeakMap<Clock, Map<string, number>>();

/** A difference below this is the resolution of the `Date` header, and no reason to try again. */
const SIGNIFICANT_MS = 2000;

/** Clocks are off by minutes, or by hours where a time zone is wrong; more is no clock's error. */
const MOST_MS = 24 * 60 * 60 * 1000;

/** How far the clock of `origin` is ahead, as far as an earlier call has found out. Milliseconds. */
export function knownOffset(origin: string, clock: Clock): number {
  return offsets.get(clock)?.get(origin) ?? 0;
}

/** The time at `origin`, as far as it is known. */
export function timeAt(origin: string, clock: Clock): number {
  return clock() + knownOffset(origin, clock);
}

/**
 * The offset to try after a request that was signed with `used` was refused for its time: what the
 * `Date` header of the refusal says, within a day. Where the header says nothing of use, none, if one
 * was used. `undefined` where there is nothing else to try.
 */
export function offsetToTry(
  clock: Clock,
  used: number,
  dateHeader: string | undefined,
): number | undefined {
  const offset = Date.parse(dateHeader ?? '') - clock();
  if (Math.abs(offset) <= MOST_MS) {
    return Math.abs(offset - used) >= SIGNIFICANT_MS ? offset : undefined;
  }
  return used === 0 ? undefined : 0;
}

/** Remembers for the process an offset with which a request was not refused for its time. */
export function rememberOffset(origin: string, clock: Clock, offset: number): void {
  const ofClock = offsets.get(clock) ?? new Map<string, number>();
  offsets.set(clock, ofClock.set(origin, offset));
}
