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
    const used = this.#current.get(accessKeyId);
    if (used?.has(nonce) === true || this.#previous.get(accessKeyId)?.has(nonce) === true) {
      return false;
    }
    if (used === undefined) {
      this.#current.set(accessKeyId, new Set([nonce]));
    } else {
      used.add(nonce);
    }
    this.#currentSize += 1;
    return true;
  }

  clear(): void {
    this.#current.clear();
    this.#previous.clear();
    this.#currentSize = 0;
  }
}
