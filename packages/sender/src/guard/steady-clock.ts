/** Sends overtake each other by less than this; clocks are set back by more. Milliseconds. */
export const MAX_LATE_MS = 10_000;

/**
 * A clock that never goes back. If the machine's clock does, this one goes on from where it was, so
 * that counts from the future lock nobody out.
 */
export function steadyClock(): (now: number) => number {
  let last = Number.NEGATIVE_INFINITY;
  let ahead = 0;
  return (now) => {
    if (now + ahead < last - MAX_LATE_MS) {
      ahead = last - now;
    }
    last = Math.max(last, now + ahead);
    return last;
  };
}
