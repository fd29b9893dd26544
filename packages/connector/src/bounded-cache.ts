/**
 * A map that forgets what was set longest ago: it holds at least the last `capacity` entries and at
 * most twice as many. Logto builds the connector anew for every send, so that what lasts lives in
 * module scope and must not grow.
 *
 * Two generations, not one list: a `Map` whose first entries are deleted one by one gets slow.
 */
export class BoundedCache<Value> {
  #young = new Map<string, Value>();
  #old: ReadonlyMap<string, Value> = new Map();
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(key: string): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: string, value: Value): void {
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  /** What is asked for again counts as set again: what is in use is not forgotten. */
  getOrCreate(key: string, create: () => Value): Value {
    const known = this.#young.get(key);
    if (known !== undefined) {
      return known;
    }
    const value = this.#old.get(key) ?? create();
    this.set(key, value);
    return value;
  }
}
