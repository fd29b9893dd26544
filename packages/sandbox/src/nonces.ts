/**
 * Nonces of one generation. Differs: Aliyun can remember all of its window; here a busy sandbox
 * forgets early so that its memory stays bounded.
 */
const MAX_GENERATION = 100_000;

/** The nonces seen within a window, in two generations: the older goes when a new one begins. */
export class NonceMemory {
  #current = new Set<string>();
  #previous = new Set<string>();
  #currentSince = -Infinity;

  /** `false` if this nonce was used within the window (milliseconds); else it now counts as used. */
  use(nonce: string, now: number, windowMs: number): boolean {
    const age = now - this.#currentSince;
    if (age > windowMs || age < 0 || this.#current.size >= MAX_GENERATION) {
      this.#previous = this.#current;
      this.#current = new Set();
      this.#currentSince = now;
    }
    if (this.#current.has(nonce) || this.#previous.has(nonce)) {
      return false;
    }
    this.#current.add(nonce);
    return true;
  }

  clear(): void {
    this.#current.clear();
    this.#previous.clear();
  }
}
