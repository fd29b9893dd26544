/**
 * A place for each of the requests that may be under way at once, and a line, bounded too, for those
 * that come later. Without the bounds a hung endpoint takes all file descriptors of the process.
 */
export class ConnectionSlots {
  readonly #places: number;
  readonly #longestLine: number;
  readonly #line = new Set<() => void>();
  #taken = 0;

  constructor(places: number, longestLine: number) {
    this.#places = places;
    this.#longestLine = longestLine;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#line.size;
  }

  /** Takes a free place; false where there is none. */
  take(): boolean {
    if (this.#taken >= this.#places) {
      return false;
    }
    this.#taken += 1;
    return true;
  }

  /** Calls `start` with the next place that is given back; false where the line is full. */
  wait(start: () => void): boolean {
    if (this.#line.size >= this.#longestLine) {
      return false;
    }
    this.#line.add(start);
    return true;
  }

  /** Leaves the line; false for one that has a place already. */
  leave(start: () => void): boolean {
    return this.#line.delete(start);
  }

  /** Gives a place back, to the first in line. */
  release(): void {
    const [next] = this.#line;
    if (next === undefined) {
      this.#taken -= 1;
    } else {
      this.#line.delete(next);
      next();
    }
  }
}
