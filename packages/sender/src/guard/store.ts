import type { Counter, Dimension } from './counter.ts';
import type { Namespace } from './namespace.ts';

/** A request of a user that is to be counted. */
export interface Question {
  readonly namespace: Namespace;
  /** Whose code it is; digits with country code. */
  readonly number: string;
  readonly counters: readonly Counter[];
  /** For so long its code can be entered. Milliseconds. */
  readonly codeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Somebody entered a code that the number got. */
export interface Settlement {
  readonly namespace: Namespace;
  readonly number: string;
  /** Sends that are older keep their places. Milliseconds. */
  readonly codeMs: number;
  /** For so long the number is trusted. Milliseconds. */
  readonly trustMs: number;
  readonly now: number;
}

/** Nothing was counted, and this is the longest wait; or all was, and can be taken back. */
export type Admission =
  | { readonly refusedBy: Dimension; readonly retryAfterSeconds: number }
  | { readonly refusedBy?: undefined; readonly giveBack: () => Promise<void> };

/** Where admissions are counted. */
export interface GuardStore {
  /** All windows of all counters are checked together and counted only if every one admits. */
  readonly admit: (question: Question) => Promise<Admission>;
  /** Takes the number's outstanding sends out of the `unverified` windows; whether there were any. */
  readonly settle: (settlement: Settlement) => Promise<boolean>;
}
