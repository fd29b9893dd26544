import type { Tally } from './counter.ts';

/** Admissions of one subject, oldest first. */
export interface Log {
  readonly step: number;
  /** Milliseconds since the epoch, each a multiple of `step`. */
  times: readonly number[];
  /** How many share a time; absent where each has its own. */
  counts: readonly number[] | undefined;
}

export const emptyLog = (step: number): Log => ({
  step,
  times: [],
  counts: step === 1 ? undefined : [],
});

/** Milliseconds until all windows have room; 0 or less if they have it now. */
export function waitOf(log: Log, windows: Tally['windows'], now: number): number {
  let longest = 0;
  for (const { limit, milliseconds } of windows) {
    // It has room when the admission is over that, of all still counted, is the limit’s last.
    const leaving = newest(log, limit);
    if (leaving !== undefined) longest = Math.max(longest, leaving + milliseconds - now);
  }
  return longest;
}

/** The time of the `nth` newest admission. */
function newest({ times, counts }: Log, nth: number): number | undefined {
  if (counts === undefined) {
    return times[times.length - nth];
  }
  let seen = 0;
  for (let index = times.length - 1; index >= 0; index -= 1) {
    seen += counts[index] ?? 0;
    if (seen >= nth) return times[index];
  }
  return undefined;
}

/** Counts an admission, and forgets those that left the longest window. */
export function add(log: Log, now: number, longest: number): void {
  const kept = log.times.findIndex((time) => time + longest > now);
  const from = kept === -1 ? log.times.length : kept;
  const time = roundedUp(now, log.step);
  const counts = log.counts?.slice(from);
  const last = log.times.length - 1;
  if (counts !== undefined && counts.length > 0 && log.times[last] === time) {
    log.times = log.times.slice(from);
    log.counts = [...counts.slice(0, -1), (counts.at(-1) ?? 0) + 1];
    return;
  }
  // Spread or pushed, they keep room for sixteen more, and "memory store, 200000 subjects, MB for them"
  // of `npm run bench` is missed.
  log.times = log.times.slice(from).concat(time);
  log.counts = counts?.concat(1);
}

/** Takes one admission of that time back, if it still counts. */
export function remove(log: Log, at: number): void {
  const index = log.times.lastIndexOf(roundedUp(at, log.step));
  if (index === -1) {
    return;
  }
  const count = log.counts?.[index] ?? 1;
  if (count === 1) {
    log.times = log.times.toSpliced(index, 1);
    log.counts = log.counts?.toSpliced(index, 1);
  } else {
    log.counts = log.counts?.with(index, count - 1);
  }
}

const roundedUp = (time: number, step: number): number => Math.ceil(time / step) * step;
