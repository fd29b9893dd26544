/** At most `limit` admissions in any span of `seconds`. */
export interface Window {
  readonly limit: number;
  readonly seconds: number;
  /** Sends whose code was entered give back their place, and verified numbers are not counted. */
  readonly count?: 'unverified' | undefined;
  /**
   * In `unverified` windows: additional places per code entered within the same span. Default 0.
   */
  readonly perVerified?: number | undefined;
  /** In `unverified` windows: how long a code may take to be entered before its send counts. Default 0. */
  readonly afterSeconds?: number | undefined;
}

/** What is counted, in the order of the checks, narrowest first. */
export const DIMENSIONS = ['perNumber', 'perIp', 'perPrefix', 'perCountry', 'total'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A window as it is counted. */
export interface Span {
  readonly limit: number;
  readonly milliseconds: number;
  readonly perVerified: number;
  /** Milliseconds. */
  readonly after: number;
}

/** Windows of one dimension that share a log of admissions. */
export interface Tally {
  readonly dimension: Dimension;
  /** Distinguishes the log from others of the same subject. */
  readonly name: string;
  readonly unverified: boolean;
  /**
   * For a window that grows with entered codes: codes entered within this time share one entry; else 0.
   * Milliseconds.
   */
  readonly pace: number;
  readonly windows: readonly Span[];
  /** Length of the longest window. Milliseconds. */
  readonly longest: number;
  /** Times in the log are rounded up to multiples of this; 1 is exact. Milliseconds. */
  readonly step: number;
}

/** One subject that a request counts against. */
export interface Counter {
  readonly tally: Tally;
  /** The number, the address, the country; empty for `total`. */
  readonly subject: string;
}

/** Up to this limit every admission keeps its own time. */
const EXACT_UP_TO = 100;
/** Above it, those within a tenth of the window share one: a refusal may last that much longer. */
export const PARTS = 10;

/** `multiple` scales each limit, for networks with many users. */
export function talliesOf(
  dimension: Dimension,
  windows: readonly Window[],
  multiple = 1,
): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const window of windows) {
    const one = tallyOf(dimension, window, multiple);
    const known = tallies.get(one.name);
    tallies.set(one.name, {
      ...one,
      windows: [...(known?.windows ?? []), ...one.windows],
      longest: Math.max(known?.longest ?? 0, one.longest),
    });
  }
  return [...tallies.values()];
}

function tallyOf(
  dimension: Dimension,
  { limit, seconds, count, perVerified = 0, afterSeconds = 0 }: Window,
  multiple: number,
): Tally {
  const milliseconds = seconds * 1000;
  const unverified = count === 'unverified';
  const exact = limit * multiple <= EXACT_UP_TO;
  const part = milliseconds / PARTS;
  // A growing window has a log of its own, because its entered codes are kept with it.
  const apart = perVerified > 0 ? `+${seconds}` : '';
  const span = { limit: limit * multiple, milliseconds, perVerified, after: afterSeconds * 1000 };
  return {
    dimension,
    name: `${dimension}${unverified ? '?' : ''}${exact ? '' : seconds}${apart}`,
    unverified,
    pace: perVerified > 0 ? part : 0,
    windows: [span],
    longest: milliseconds,
    step: exact ? 1 : part,
  };
}
