/** A map that tells of every change, after it was made. */
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
    super.set(key, value);
    this.#changed(key);
    return this;
  }

  override delete(key: string): boolean {
    const wasThere = super.delete(key);
    if (wasThere) {
      this.#changed(key);
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
}
