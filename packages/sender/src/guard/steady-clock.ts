/** Sends overtake one another by less than this; a clock is put back by more. Milliseconds. */
export const MOST_LATE_MS = 10_000;

/**
 * A clock that never goes back. Where the machine's does, this one goes on from where it stood, so that
 * what was counted in a future that never came locks nobody out.
 */
export function steadyClock(): (now: number) => number {
  let last = Number.NEGATIVE_INFINITY;
  let ahead = 0;
  return (now) => {
    if (now + ahead < last - MOST_LATE_MS) {
      ahead = last - now;
    }
    last = Math.max(last, now + ahead);
    return last;
  };
}
