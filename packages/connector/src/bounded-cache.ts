/**
 * A map that forgets: at most `capacity` entries, the one set longest ago goes first. Logto builds the
 * connector anew for every send, so what lasts lives in module scope and must not grow.
 */
export class BoundedCache<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#capacity) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        return;
      }
    }
  }

  getOrCreate(key: string, create: () => Value): Value {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      return known;
    }
    const value = create();
    this.set(key, value);
    return value;
  }
}
