/**
 * Nonces of one generation. Differs: Aliyun can remember all of its window; here a busy sandbox
 * forgets early so that its memory stays bounded.
 */
const MAX_GENERATION = 100_000;

/** By access key id. */
type Generation = Map<string, Set<string>>;

/** The nonces seen within a window, in two generations: the older goes when a new one begins. */
export class NonceMemory {
  #current: Generation = new Map();
  #previous: Generation = new Map();
  #currentSize = 0;
  #currentSince = -Infinity;

  /** `false` if this nonce was used within the window (milliseconds); else it now counts as used. */
  use(accessKeyId: string, nonce: string, now: number, windowMs: number): boolean {
    const age = now - this.#currentSince;
    if (age > windowMs || age < 0 || this.#currentSize >= MAX_GENERATION) {
      this.#previous = this.#current;
      this.#current = new Map();
      this.#currentSize = 0;
      this.#currentSince = now;
    }
    if (this.#previous.get(accessKeyId)?.has(nonce) === true) {
      return false;
    }
    const used = this.#usedBy(accessKeyId);
    const before = used.size;
    // The set's size tells whether it was new, without a second search.
    if (used.add(nonce).size === before) {
      return false;
    }
    this.#currentSize += 1;
    return true;
  }

  clear(): void {
    this.#current.clear();
    this.#previous.clear();
    this.#currentSize = 0;
  }

  #usedBy(accessKeyId: string): Set<string> {
    const known = this.#current.get(accessKeyId);
    if (known !== undefined) {
      return known;
    }
    const used = new Set<string>();
    this.#current.set(accessKeyId, used);
    return used;
  }
}
