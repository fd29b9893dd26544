/** Calls in the running second, by account and operation. */
export class QpsMeter {
  readonly #calls = new Map<string, number>();
  #second = -Infinity;

  /** `false` when the limit is used up. Seconds are whole ones of the given time (ms). */
  admit(accountId: string, action: string, limit: number, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#calls.clear();
    }
    const key = `${accountId}\n${action}`;
    const calls = (this.#calls.get(key) ?? 0) + 1;
    this.#calls.set(key, calls);
    return calls <= limit;
  }
}
