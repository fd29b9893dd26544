/**
 * Limits the requests under way at once, with a bounded queue for those that come later. Otherwise a
 * hung endpoint would use up the process's file descriptors.
 */
export class ConnectionSlots {
  readonly #max: number;
  readonly #maxQueue: number;
  readonly #queue = new Set<() => void>();
  #taken = 0;

  constructor(max: number, maxQueue: number) {
    this.#max = max;
    this.#maxQueue = maxQueue;
  }

  get taken(): number {
    return this.#taken;
  }

  get waiting(): number {
    return this.#queue.size;
  }

  /** Takes a free slot; false if there is none. */
  take(): boolean {
    if (this.#taken >= this.#max) {
      return false;
    }
    this.#taken += 1;
    return true;
  }

  /** Calls `start` when a slot is released to it; false if the queue is full. */
  wait(start: () => void): boolean {
    if (this.#queue.size >= this.#maxQueue) {
      return false;
    }
    this.#queue.add(start);
    return true;
  }

  /** Leaves the queue; false if `start` has a slot already. */
  leave(start: () => void): boolean {
    return this.#queue.delete(start);
  }

  /** Gives a slot back, to the first in the queue. */
  release(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#taken -= 1;
    } else {
      this.#queue.delete(next);
      next();
    }
  }
}
