import { PARTS, type Span, type Tally } from './counter.ts';

/** Admissions of one subject, oldest first. */
export interface Log {
  readonly step: number;
  /** Milliseconds since the epoch, each a multiple of `step`. */
  times: readonly number[];
  /** How many share each time; absent if each has its own. */
  counts: readonly number[] | undefined;
  readonly pace: number;
  /** Entered codes, if the window grows with them; the step of this log is `pace`. */
  entered: Log | undefined;
}

export const emptyLog = ({ step, pace }: Pick<Tally, 'step' | 'pace'>): Log => ({
  step,
  times: [],
  counts: step === 1 ? undefined : [],
  pace,
  entered: undefined,
});

/** Milliseconds until all windows have room; 0 or less if they have it now. */
export function waitOf(log: Log, windows: Tally['windows'], now: number): number {
  let longest = 0;
  for (const window of windows) {
    // It has room once the admission that fills its last place has left the window.
    const leaving = newest(log, placesOf(log, window, now), now - window.after);
    if (leaving !== undefined) longest = Math.max(longest, leaving + window.milliseconds - now);
  }
  return longest;
}

/** How many admissions the window allows now. */
function placesOf({ entered }: Log, window: Span, now: number): number {
  if (entered === undefined) {
    return window.limit;
  }
  const inSpan = entered.times.reduce(
    (sum, time, index) =>
      time + window.milliseconds > now ? sum + (entered.counts?.[index] ?? 1) : sum,
    0,
  );
  return window.limit + Math.floor(window.perVerified * inSpan);
}

/** The time of the `nth` newest admission up to `until`. */
function newest({ step, times, counts }: Log, nth: number, until: number): number | undefined {
  let last = times.length - 1;
  while ((times[last] ?? until) - step + 1 > until) last -= 1;
  if (counts === undefined) {
    return times[last + 1 - nth];
  }
  let seen = 0;
  for (let index = last; index >= 0; index -= 1) {
    seen += counts[index] ?? 0;
    if (seen >= nth) return times[index];
  }
  return undefined;
}

/** Counts an admission, and drops those that have left the longest window. */
export function add(log: Log, now: number, longest: number): void {
  const first = log.times.findIndex((time) => time + longest > now);
  const from = first === -1 ? log.times.length : first;
  const time = roundedUp(now, log.step);
  const counts = log.counts?.slice(from);
  const last = log.times.length - 1;
  if (counts !== undefined && counts.length > 0 && log.times[last] === time) {
    log.times = log.times.slice(from);
    log.counts = [...counts.slice(0, -1), (counts.at(-1) ?? 0) + 1];
    return;
  }
  // A spread or pushed array reserves room for sixteen more, and "memory store, 200000 subjects, MB for
  // them" of `npm run bench` is missed.
  log.times = log.times.slice(from).concat(time);
  log.counts = counts?.concat(1);
}

/** Counts an entered code. */
export function enter(log: Log, now: number): void {
  const { pace } = log;
  if (pace === 0) {
    return;
  }
  log.entered ??= emptyLog({ step: pace, pace: 0 });
  // Rounded down, unlike admissions: its places may last a tenth less, never longer.
  add(log.entered, now - pace + 1, pace * PARTS);
}

/** Removes one admission of that time, if it still counts. */
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
