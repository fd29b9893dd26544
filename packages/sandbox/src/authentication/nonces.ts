/**
 * Nonces per generation. Differs: a busy sandbox forgets nonces within the window, so that its memory
 * stays bounded.
 */
const MAX_GENERATION = 100_000;

/** By access key id and nonce: the time that the request stated. */
type Generation = Map<string, Map<string, number>>;

/**
 * The used nonces, in two generations, of which the older is dropped when a new one begins. Compares
 * the times that requests state, not the clock, which can be moved; a replay states the same time.
 */
export class NonceMemory {
  #current: Generation = new Map();
  #previous: Generation = new Map();
  #currentSize = 0;

  /** `false` if this nonce was used with a time within the window (milliseconds); otherwise marks it as
   *  used. */
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
