/** A map that calls back after every change, and undoes the change if the callback throws. */
export class WatchedMap<T> extends Map<string, T> {
  readonly #changed: (key: string) => void;

  constructor(entries: Iterable<readonly [string, T]>, changed: (key: string) => void) {
    super();
    this.#changed = changed;
    for (const [key, value] of entries) {
      super.set(key, value);
    }
  }

  override set(key: string, value: T): this {
    const before = this.get(key);
    super.set(key, value);
    this.#notify(key, before);
    return this;
  }

  override delete(key: string): boolean {
    const before = this.get(key);
    const existed = super.delete(key);
    this.#notify(key, before);
    return existed;
  }

  /** Restores a value after a restart, without calling back; `undefined`: deleted. */
  restore(key: string, value: T | undefined): void {
    if (value === undefined) {
      super.delete(key);
    } else {
      super.set(key, value);
    }
  }

  #notify(key: string, before: T | undefined): void {
    try {
      this.#changed(key);
    } catch (error) {
      this.restore(key, before);
      throw error;
    }
  }
}
