/** Milliseconds since the epoch. */
export type Clock = () => number;

/** By clock and origin: how far Aliyun's clock is ahead of this one, in milliseconds. */
const offsets = new WeakMap<Clock, Map<string, number>>();

/** A smaller difference is within the resolution of the `Date` header and not worth a retry. */
const SIGNIFICANT_MS = 2000;

/** Clocks are off by minutes, or by hours if the time zone is wrong; more is not a clock error. */
const MAX_OFFSET_MS = 24 * 60 * 60 * 1000;

/** How far the clock of `origin` is ahead, if an earlier call has found out. Milliseconds; else 0. */
export function knownOffset(origin: string, clock: Clock): number {
  return offsets.get(clock)?.get(origin) ?? 0;
}

/** The time at `origin`, as far as known. */
export function timeAt(origin: string, clock: Clock): number {
  return clock() + knownOffset(origin, clock);
}

/**
 * The offset to try after a request signed with the offset `used` was refused for its time: that of the
 * refusal's `Date` header, up to a day. If the header does not help, 0, unless that was used.
 * `undefined` if there is nothing else to try.
 */
export function offsetToTry(
  clock: Clock,
  used: number,
  dateHeader: string | undefined,
): number | undefined {
  const offset = Date.parse(dateHeader ?? '') - clock();
  if (Math.abs(offset) <= MAX_OFFSET_MS) {
    return Math.abs(offset - used) >= SIGNIFICANT_MS ? offset : undefined;
  }
  return used === 0 ? undefined : 0;
}

/** Remembers, for this process, an offset that Aliyun accepted. */
export function rememberOffset(origin: string, clock: Clock, offset: number): void {
  const ofClock = offsets.get(clock) ?? new Map<string, number>();
  offsets.set(clock, ofClock.set(origin, offset));
}
