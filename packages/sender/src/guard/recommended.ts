import type { Dimension, Window } from './counter.ts';

export interface ServiceSize {
  /** People who ask for a code on a busy day. */
  readonly peopleADay: number;
  /** Where they are; ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** Whether entered codes are told: by the gateway's webhook, or by a host that calls `settle`. */
  readonly feed: boolean;
}

export type RecommendedGuard = { readonly countries: readonly string[] } & Readonly<
  Record<Dimension, readonly Window[]>
>;

const HOUR = 3_600;
const DAY = 86_400;
/** Grows by half a place for each code that is entered: it holds while two of three are. */
const unverified = (limit: number, seconds: number): Window => ({
  limit,
  seconds,
  count: 'unverified',
  perVerified: 0.5,
});

/** A second message within Aliyun's minute, but for the time that both clocks need; then its own limits. */
const PER_NUMBER: readonly Window[] = [
  { limit: 1, seconds: 50 },
  { limit: 5, seconds: HOUR },
  { limit: 10, seconds: DAY },
];

/**
 * The settings that `npm run lab` measures, and documents and `init` offer. Without a feed the windows
 * must hold everybody, and so let more of an attack through. With one, the windows that count all sends
 * are for those who enter codes themselves, or bomb numbers that are verified.
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
