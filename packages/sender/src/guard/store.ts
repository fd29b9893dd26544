import type { Counter, Dimension } from './counter.ts';
import type { Namespace } from './namespace.ts';

/** A user request to be counted. */
export interface Question {
  readonly namespace: Namespace;
  /** The recipient; digits with country code. */
  readonly number: string;
  readonly counters: readonly Counter[];
  /** How long the code can be entered. Milliseconds. */
  readonly codeMs: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** A code sent to the number was entered. */
export interface Settlement {
  readonly namespace: Namespace;
  readonly number: string;
  /** Older sends keep their places. Milliseconds. */
  readonly codeMs: number;
  /** How long the number is trusted. Milliseconds. */
  readonly trustMs: number;
  readonly now: number;
}

/** Refused and not counted, with the longest wait; or admitted and counted, until given back. */
export type Admission =
  | { readonly refusedBy: Dimension; readonly retryAfterSeconds: number }
  | { readonly refusedBy?: undefined; readonly giveBack: () => Promise<void> };

/** Where admissions are counted. */
export interface GuardStore {
  /** Checks all windows of all counters, and counts only if every one admits. */
  readonly admit: (question: Question) => Promise<Admission>;
  /** Removes the number's outstanding sends from the `unverified` windows; whether there were any. */
  readonly settle: (settlement: Settlement) => Promise<boolean>;
}
