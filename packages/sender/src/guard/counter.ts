/** At most `limit` admissions in any span of `seconds`. */
export interface Window {
  readonly limit: number;
  readonly seconds: number;
  /** Sends whose code was entered give their place back, and verified numbers are not counted. */
  readonly count?: 'unverified' | undefined;
}

/** What is counted. The order is that of the checks, from the narrowest. */
export const DIMENSIONS = ['perNumber', 'perIp', 'perPrefix', 'perCountry', 'total'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Windows of one dimension that share one log of admissions. */
export interface Tally {
  readonly dimension: Dimension;
  /** Tells the log from the others of the same subject. */
  readonly name: string;
  readonly unverified: boolean;
  readonly windows: readonly { readonly limit: number; readonly milliseconds: number }[];
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
const PARTS = 10;

/** `multiple` of each limit, for networks that hold many users. */
export function talliesOf(
  dimension: Dimension,
  windows: readonly Window[],
  multiple = 1,
): readonly Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { limit, seconds, count } of windows) {
    const milliseconds = seconds * 1000;
    const unverified = count === 'unverified';
    const exact = limit * multiple <= EXACT_UP_TO;
    const name = `${dimension}${unverified ? '?' : ''}${exact ? '' : seconds}`;
    const known = tallies.get(name);
    tallies.set(name, {
      dimension,
      name,
      unverified,
      windows: [...(known?.windows ?? []), { limit: limit * multiple, milliseconds }],
      longest: Math.max(known?.longest ?? 0, milliseconds),
      step: exact ? 1 : milliseconds / PARTS,
    });
  }
  return [...tallies.values()];
}
