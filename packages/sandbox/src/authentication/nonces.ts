/**
 * Nonces of one generation. Differs: Aliyun can remember all of its window; here a busy sandbox
 * forgets early so that its memory stays bounded.
 */
const MAX_GENERATION = 100_000;

/** By access key id: the time that its request stated, by nonce. */
type Generation = Map<string, Map<string, number>>;

/**
 * The nonces that were seen, in two generations: the older goes when a new one begins. What counts is
 * the time that a request states, not the clock: that one can be moved, and a replay states the same.
 */
export class NonceMemory {
  #current: Generation = new Map();
  #previous: Generation = new Map();
  #currentSize = 0;

  /** `false` if this nonce came with a time no further off than the window (milliseconds); else it now
   *  counts as used. */
  use(accessKeyId: string, nonce: string, time: number, windowMs: number): boolean {
    const used = this.#usedBy(accessKeyId);
    const before = used.get(nonce) ?? this.#previous.get(accessKeyId)?.get(nonce);
    if (before !== undefined && Math.abs(time - before) <= windowMs) {
      return false;
    }
    used.set(nonce, time);
    this.#currentSize += 1;
    return true;
  }

  clear(): void {
    this.#current.clear();
    this.#previous.clear();
    this.#currentSize = 0;
  }

  #usedBy(accessKeyId: string): Map<string, number> {
    if (this.#currentSize >= MAX_GENERATION) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#currentSize = 0;
    }
    const known = this.#current.get(accessKeyId);
    if (known !== undefined) {
      return known;
    }
    const used = new Map<string, number>();
    this.#current.set(accessKeyId, used);
    return used;
  }
}
