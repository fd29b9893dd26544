import * as fc from 'fast-check';
import type { Admission, GuardStore } from '../store.ts';
import { counter, NAMESPACE, questionOf } from './counting.ts';
import { ExactModel, type Rule } from './exact-model.ts';

const CODE_MS = 600_000;
const TRUST_MS = 1_200_000;
export const START = 1_800_000_000_000;

export const rulesFor = (number: string, address: string): readonly Rule[] => [
  {
    dimension: 'perNumber',
    subject: number,
    windows: [
      { limit: 1, seconds: 50 },
      { limit: 3, seconds: 600 },
    ],
  },
  {
    dimension: 'perIp',
    subject: address,
    windows: [
      { limit: 3, seconds: 300, count: 'unverified' },
      { limit: 6, seconds: 300 },
    ],
  },
  {
    dimension: 'perPrefix',
    subject: number.slice(0, 1),
    windows: [{ limit: 4, seconds: 200, count: 'unverified' }],
  },
  { dimension: 'total', subject: '', windows: [{ limit: 9, seconds: 400 }] },
];

/** Limits so high that only bursts of sends fill them. */
const coarseRules: readonly Rule[] = [
  { dimension: 'perCountry', subject: 'CN', windows: [{ limit: 101, seconds: 300 }] },
  { dimension: 'total', subject: '', windows: [{ limit: 120, seconds: 60, count: 'unverified' }] },
];

/** Limits that grow with the entered codes. */
export const growingRules = (_: string, address: string): readonly Rule[] => [
  {
    dimension: 'perIp',
    subject: address,
    windows: [{ limit: 2, seconds: 600, count: 'unverified', perVerified: 1 }],
  },
  {
    dimension: 'total',
    subject: '',
    windows: [
      { limit: 3, seconds: 300, count: 'unverified', perVerified: 0.5 },
      { limit: 25, seconds: 900 },
    ],
  },
  {
    dimension: 'perCountry',
    subject: 'CN',
    windows: [{ limit: 2, seconds: 900, count: 'unverified', perVerified: 0.5, afterSeconds: 90 }],
  },
  {
    dimension: 'perPrefix',
    subject: '86138',
    windows: [{ limit: 3, seconds: 400, count: 'unverified', afterSeconds: 30 }],
  },
];

export type Event =
  | { readonly kind: 'send'; readonly number: string; readonly address: string }
  | { readonly kind: 'burst'; readonly count: number }
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'settle'; readonly number: string }
  | { readonly kind: 'give back' };

const someNumber = fc.constantFrom('a1', 'a2', 'b1', 'b2', 'b3');
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      number: someNumber,
      address: fc.constantFrom('e1', 'e2'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      milliseconds: fc.oneof(fc.integer({ min: 0, max: 99_000 }), fc.constantFrom(0, 50_000)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle' as const), number: someNumber }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'give back' } as const) },
);
const burst: fc.Arbitrary<Event> = fc.oneof(
  event,
  fc.record({ kind: fc.constant('burst' as const), count: fc.integer({ min: 1, max: 40 }) }),
);

/** How a store differs from the model on some traffic; the store runs on the traffic's clock. */
export class Comparison {
  readonly differences: string[] = [];
  readonly #model = new ExactModel();
  readonly #store: GuardStore;
  readonly #clock: { now: number };
  #last: { readonly id: number; readonly admission: Admission } | undefined;

  readonly #rules: typeof rulesFor;

  constructor(store: GuardStore, clock: { now: number }, rules = rulesFor) {
    this.#rules = rules;
    this.#store = store;
    this.#clock = clock;
  }

  async handle(next: Event): Promise<void> {
    const { now } = this.#clock;
    if (next.kind === 'wait') {
      this.#clock.now += next.milliseconds;
    } else if (next.kind === 'settle') {
      const settled = await this.#store.settle({
        namespace: NAMESPACE,
        number: next.number,
        codeMs: CODE_MS,
        trustMs: TRUST_MS,
        now,
      });
      const expected = this.#model.settle(next.number, CODE_MS, TRUST_MS, now);
      this.#check(settled === expected, `settled ${settled}, not ${expected}`);
    } else if (next.kind === 'give back') {
      await this.#giveBack();
    } else if (next.kind === 'burst') {
      for (let index = 0; index < next.count; index += 1) {
        await this.#send(`${now}-${index}`, coarseRules);
      }
    } else {
      await this.#send(next.number, this.#rules(next.number, next.address));
    }
  }

  async #giveBack(): Promise<void> {
    if (this.#last === undefined || this.#last.admission.refusedBy !== undefined) return;
    this.#model.takeBack(this.#last.id);
    await this.#last.admission.giveBack();
    this.#last = undefined;
  }

  async #send(number: string, rules: readonly Rule[]): Promise<void> {
    const { now } = this.#clock;
    const counters = rules.flatMap(({ dimension, subject, windows }) =>
      counter(dimension, subject, ...windows),
    );
    const { least, most } = this.#model.wait(number, rules, now);
    const admission = await this.#store.admit(
      questionOf(counters, now, { number, codeMs: CODE_MS }),
    );
    if (admission.refusedBy === undefined) {
      this.#check(least === 0, `admitted ${least} ms too early`);
      this.#last = { id: this.#model.admit(number, rules, now), admission };
      return;
    }
    const { retryAfterSeconds: wait } = admission;
    const inRange = Math.ceil(least / 1000) <= wait && wait <= Math.ceil(most / 1000);
    this.#check(most > 0 && inRange, `refused for ${wait} s, not ${least} to ${most} ms`);
  }

  #check(holds: boolean, difference: string): void {
    if (!holds) this.differences.push(difference);
  }
}

/** Traffic for windows that are exact. */
export const traffic = fc.array(event, { minLength: 10, maxLength: 120 });
/** Traffic that fills large windows too. */
export const bursts = fc.array(burst, { minLength: 10, maxLength: 40 });

export const largeRules = (): readonly Rule[] => coarseRules;
