/** A map that tells of every change, after it was made; where telling throws it is taken back. */
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
    this.#tell(key, before);
    return this;
  }

  override delete(key: string): boolean {
    const before = this.get(key);
    const wasThere = super.delete(key);
    if (wasThere) {
      this.#tell(key, before);
    }
    return wasThere;
  }

  /** As it was before a restart, without telling anyone; `undefined`: deleted. */
  restore(key: string, value: T | undefined): void {
    if (value === undefined) {
      super.delete(key);
    } else {
      super.set(key, value);
    }
  }

  #tell(key: string, before: T | undefined): void {
    try {
      this.#changed(key);
    } catch (error) {
      this.restore(key, before);
      throw error;
    }
  }
}
