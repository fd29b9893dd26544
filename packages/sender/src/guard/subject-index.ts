import { NONE, at, widened } from './columns.ts';

/**
 * Which slot belongs to which subject: a hash table with chains, all in columns of numbers. A subject
 * takes 16 bytes here; as a text in a `Map` it takes five to ten times that, and more while the map grows.
 *
 * A subject's 16 hexadecimal digits are kept as they are, in 64 bits, so that two subjects never count
 * as one: a mere hash would in time refuse somebody for what a stranger did.
 */
export class SubjectIndex {
  #high: Uint32Array;
  #low: Uint32Array;
  /** Per bucket its first slot, per slot the next of the same bucket. Always as many of both. */
  #first: Int32Array;
  #following: Int32Array;
  /** Nobody outside can tell which subjects share a bucket, and so make one chain of them all. */
  readonly #seed = Math.trunc(Math.random() * 2 ** 32);

  /** `slots` is a power of two, here and for `grow`. */
  constructor(slots: number) {
    this.#high = new Uint32Array(slots);
    this.#low = new Uint32Array(slots);
    this.#first = new Int32Array(slots).fill(NONE);
    this.#following = new Int32Array(slots);
  }

  /** `undefined` for a subject that has no slot. */
  find(subject: string): number | undefined {
    const high = highOf(subject);
    const low = lowOf(subject);
    let slot = at(this.#first, this.#bucket(high, low));
    while (slot !== NONE && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = at(this.#following, slot);
    }
    return slot === NONE ? undefined : slot;
  }

  /** Gives a slot that nobody has to a subject that has none. */
  set(subject: string, slot: number): void {
    this.#high[slot] = highOf(subject);
    this.#low[slot] = lowOf(subject);
    this.#link(slot);
  }

  delete(slot: number): void {
    const bucket = this.#bucketOf(slot);
    const after = at(this.#following, slot);
    let before = at(this.#first, bucket);
    if (before === slot) {
      this.#first[bucket] = after;
      return;
    }
    while (this.#following[before] !== slot) {
      before = at(this.#following, before);
    }
    this.#following[before] = after;
  }

  /** Every slot must be taken. */
  grow(slots: number): void {
    const taken = this.#low.length;
    this.#high = widened(this.#high, new Uint32Array(slots));
    this.#low = widened(this.#low, new Uint32Array(slots));
    this.#first = new Int32Array(slots).fill(NONE);
    this.#following = new Int32Array(slots);
    for (let slot = 0; slot < taken; slot += 1) {
      this.#link(slot);
    }
  }

  #link(slot: number): void {
    const bucket = this.#bucketOf(slot);
    this.#following[slot] = at(this.#first, bucket);
    this.#first[bucket] = slot;
  }

  #bucketOf(slot: number): number {
    return this.#bucket(at(this.#high, slot), at(this.#low, slot));
  }

  #bucket(high: number, low: number): number {
    const mixed = Math.imul(low ^ this.#seed, 0x85_eb_ca_6b);
    const again = Math.imul(mixed ^ (mixed >>> 15) ^ high, 0xc2_b2_ae_35);
    return (again ^ (again >>> 16)) & (this.#first.length - 1);
  }
}

/** The last eight of up to sixteen digits, and those before. */
const lowOf = (subject: string): number => Number.parseInt(subject.slice(-8), 16) || 0;
const highOf = (subject: string): number => Number.parseInt(subject.slice(-16, -8), 16) || 0;
