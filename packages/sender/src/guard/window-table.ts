import { NONE, at, widened } from './columns.ts';
import type { Window } from './counter.ts';
import { SubjectIndex } from './subject-index.ts';

const INITIAL_SLOTS = 1024;

/**
 * Counts of many subjects in columns of numbers: a million subjects with three windows each take about
 * 65 MB as columns and several times that as objects.
 *
 * Bounded: beyond `capacity` the subject whose longest window ends first is forgotten, so that expired
 * ones go first. For that the slots are linked in the order in which their longest window began.
 */
export class WindowTable {
  readonly #windows: readonly Window[];
  readonly #longest: number;
  readonly #capacity: number;
  readonly #slots = new SubjectIndex(INITIAL_SLOTS);
  #size = 0;
  /** Per slot and window: when it ends (ms), and how many it has admitted. */
  #ends: Float64Array;
  #counts: Uint32Array;
  #next: Int32Array;
  #previous: Int32Array;
  #oldest = NONE;
  #newest = NONE;

  constructor(windows: readonly Window[], capacity: number) {
    this.#windows = windows;
    const longest = Math.max(...windows.map(({ seconds }) => seconds));
    this.#longest = windows.findIndex(({ seconds }) => seconds === longest);
    this.#capacity = capacity;
    this.#ends = new Float64Array(INITIAL_SLOTS * windows.length);
    this.#counts = new Uint32Array(INITIAL_SLOTS * windows.length);
    this.#next = new Int32Array(INITIAL_SLOTS);
    this.#previous = new Int32Array(INITIAL_SLOTS);
  }

  get size(): number {
    return this.#size;
  }

  /** Milliseconds until every window has room again; 0 if all have. */
  wait(subject: string, now: number): number {
    const slot = this.#slots.find(subject);
    if (slot === undefined) {
      return 0;
    }
    let longest = 0;
    for (const [index, { limit }] of this.#windows.entries()) {
      const cell = slot * this.#windows.length + index;
      const left = at(this.#ends, cell) - now;
      if (left > longest && at(this.#counts, cell) >= limit) {
        longest = left;
      }
    }
    return longest;
  }

  count(subject: string, now: number): void {
    const slot = this.#slots.find(subject) ?? this.#claim(subject);
    for (const [index, { seconds }] of this.#windows.entries()) {
      const cell = slot * this.#windows.length + index;
      if (at(this.#ends, cell) > now) {
        this.#counts[cell] = at(this.#counts, cell) + 1;
        continue;
      }
      this.#ends[cell] = now + seconds * 1000;
      this.#counts[cell] = 1;
      if (index === this.#longest) {
        this.#moveToNewest(slot);
      }
    }
  }

  /** A slot with empty windows, linked nowhere yet or at its old place. */
  #claim(subject: string): number {
    const full = this.#size >= this.#capacity;
    const slot = full ? this.#oldest : this.#size;
    if (full) {
      this.#slots.delete(slot);
    } else {
      if (slot === this.#next.length) {
        this.#grow(slot * 2);
      }
      this.#size += 1;
      this.#append(slot);
    }
    const first = slot * this.#windows.length;
    this.#ends.fill(0, first, first + this.#windows.length);
    this.#slots.set(subject, slot);
    return slot;
  }

  #grow(slots: number): void {
    const cells = slots * this.#windows.length;
    this.#ends = widened(this.#ends, new Float64Array(cells));
    this.#counts = widened(this.#counts, new Uint32Array(cells));
    this.#next = widened(this.#next, new Int32Array(slots));
    this.#previous = widened(this.#previous, new Int32Array(slots));
    this.#slots.grow(slots);
  }

  #append(slot: number): void {
    this.#previous[slot] = this.#newest;
    this.#next[slot] = NONE;
    if (this.#newest === NONE) {
      this.#oldest = slot;
    } else {
      this.#next[this.#newest] = slot;
    }
    this.#newest = slot;
  }

  #moveToNewest(slot: number): void {
    if (slot === this.#newest) {
      return;
    }
    const before = at(this.#previous, slot);
    const after = at(this.#next, slot);
    if (before === NONE) {
      this.#oldest = after;
    } else {
      this.#next[before] = after;
    }
    this.#previous[after] = before;
    this.#append(slot);
  }
}
