/**
 * A map that forgets: it holds at least the `size` entries that were set last, at most twice as
 * many. Two generations, because deleting a `Map`'s first entry again and again grows slow.
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
