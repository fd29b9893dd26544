/**
 * A map that keeps at least the `size` entries set last, and at most twice as many. It has two
 * generations, because repeatedly deleting a `Map`'s first entry becomes slow.
 */
export class RecentMap<V> {
  readonly #size: number;
  #current = new Map<string, V>();
  #previous = new Map<string, V>();

  constructor(size: number) {
    this.#size = size;
  }

  get(key: string): V | undefined {
    return this.#current.get(key) ?? this.#previous.get(key);
  }

  set(key: string, value: V): void {
    if (this.#current.size >= this.#size && !this.#current.has(key)) {
      this.#previous = this.#current;
      this.#current = new Map();
    }
    this.#current.set(key, value);
  }

  clear(): void {
    this.#current.clear();
    this.#previous.clear();
  }
}
