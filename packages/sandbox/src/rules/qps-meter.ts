import type { Account } from '../accounts/accounts.ts';

/** Counts calls in the current second, by account and operation. */
export class QpsMeter {
  readonly #calls = new Map<Account, Map<string, number>>();
  #second = -Infinity;

  /** `false` if the limit is exceeded. Counts per whole second of the given time (ms). */
  admit(account: Account, action: string, limit: number, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#calls.clear();
    }
    const ofAccount = this.#calls.get(account) ?? new Map<string, number>();
    this.#calls.set(account, ofAccount);
    const calls = (ofAccount.get(action) ?? 0) + 1;
    ofAccount.set(action, calls);
    return calls <= limit;
  }
}
