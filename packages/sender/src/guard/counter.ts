/** At most `limit` admissions in any span of `seconds`. */
export interface Window {
  readonly limit: number;
  readonly seconds: number;
  /** Sends whose code was entered give their place back, and verified numbers are not counted. */
  readonly count?: 'unverified' | undefined;
  /**
   * Of `unverified` windows: so many places more for each code that was entered within the same span.
   * Default 0.
   */
  readonly perVerified?: number | undefined;
  /** Of `unverified` windows: a send counts once its code was not entered for so long. Default 0. */
  readonly afterSeconds?: number | undefined;
}

/** What is counted. The order is that of the checks, from the narrowest. */
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

/** Windows of one dimension that share one log of admissions. */
export interface Tally {
  readonly dimension: Dimension;
  /** Tells the log from the others of the same subject. */
  readonly name: string;
  readonly unverified: boolean;
  /**
   * Of a window that has more places, the more codes are entered: those of so long a time share one; 0
   * where it has not. Milliseconds.
   */
  readonly pace: number;
  readonly windows: readonly Span[];
  /** Of the longest window. Milliseconds. */
  readonly longest: number;
  /** To multiples of which a time is rounded up in the log: 1 is exact. Milliseconds. */
  readonly step: number;
}

/** One thing that a request counts against. */
export interface Counter {
  readonly tally: Tally;
  /** The number, the address, the country; empty for `total`. */
  readonly subject: string;
}

/** Up to this limit every admission is remembered by its own time. */
const EXACT_UP_TO = 100;
/** Above, those of a tenth of the window share one: a refusal may last so much longer, never shorter. */
export const PARTS = 10;

/** `multiple` of each limit, for networks that hold many users. */
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
  // What is entered of a growing window lies beside its log, which therefore is its own.
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
