import type { Dimension, Window } from './counter.ts';

export interface ServiceSize {
  /** People who request a code on a busy day. */
  readonly peopleADay: number;
  /** Where they are; ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** Whether entered codes are reported: by the gateway's webhook, or by a host that calls `settle`. */
  readonly feed: boolean;
}

export type RecommendedGuard = { readonly countries: readonly string[] } & Readonly<
  Record<Dimension, readonly Window[]>
>;

const HOUR = 3_600;
const DAY = 86_400;
/** Grows by half a place per entered code: enough while two of three codes are entered. */
const unverified = (limit: number, seconds: number): Window => ({
  limit,
  seconds,
  count: 'unverified',
  perVerified: 0.5,
});

/** Aliyun's own limits: one per minute, with a margin for both clocks, then per hour and day. */
const PER_NUMBER: readonly Window[] = [
  { limit: 1, seconds: 50 },
  { limit: 5, seconds: HOUR },
  { limit: 10, seconds: DAY },
];

/**
 * The settings that `npm run lab` measures and that the documents and `init` offer. Without a feed
 * the windows must have room for everybody, and so admit more of an attack. With one, the windows
 * that count all sends stop attackers who enter codes themselves or flood verified numbers.
 */
export function recommendedGuard({ peopleADay, countries, feed }: ServiceSize): RecommendedGuard {
  const total = [{ limit: Math.max(500, peopleADay * 4), seconds: DAY }];
  const common = { countries, perNumber: PER_NUMBER, total };
  if (feed) {
    return {
      ...common,
      perIp: [unverified(30, DAY), { limit: 2_500, seconds: DAY }],
      perPrefix: [
        unverified(20, HOUR),
        { ...unverified(4, DAY), afterSeconds: 120 },
        { limit: 100, seconds: DAY },
      ],
      perCountry: [unverified(Math.max(50, Math.ceil(peopleADay / 8)), HOUR)],
    };
  }
  return {
    ...common,
    perIp: [
      { limit: 250, seconds: HOUR },
      { limit: 2_500, seconds: DAY },
    ],
    perPrefix: [
      { limit: 60, seconds: HOUR },
      { limit: 100, seconds: DAY },
    ],
    perCountry: [{ limit: Math.max(100, peopleADay), seconds: HOUR }],
  };
}
