import { BoundedMap } from './bounded-map.ts';
import { steadyClock } from './steady-clock.ts';
import { add, emptyLog, enter, remove, waitOf, type Log } from './log.ts';
import type { Dimension, Counter } from './counter.ts';
import type { Admission, GuardStore, Question, Settlement } from './store.ts';

/** Counts in this process only. */
export interface MemoryStore extends GuardStore {
  /** Number of remembered subjects. */
  readonly size: () => number;
}

export interface MemoryStoreOptions {
  /**
   * Maximum number of subjects; beyond it, the least recently admitted one is forgotten. The same
   * number of verified numbers, and of numbers with codes not entered yet, is remembered. Default
   * 200,000: about 130 MB of heap if all are full.
   */
  readonly capacity?: number;
}

/** A send whose code has not been entered yet. */
interface Outstanding {
  readonly at: number;
  /** Those of the `unverified` windows. */
  readonly logs: readonly Log[];
}

const DEFAULT_CAPACITY = 200_000;
/** Codes of one number that can be outstanding at a time. */
const MAX_OUTSTANDING = 100;

export function createMemoryStore({
  capacity = DEFAULT_CAPACITY,
}: MemoryStoreOptions = {}): MemoryStore {
  const memory = new Memory(capacity);
  return {
    admit: async (question) => memory.admit(question),
    settle: async (settlement) => memory.settle(settlement),
    size: () => memory.size,
  };
}

class Memory {
  readonly #clock = steadyClock();
  readonly #logs: BoundedMap<Log>;
  readonly #outstanding: BoundedMap<readonly Outstanding[]>;
  /** Until when a number is trusted. Milliseconds since the epoch. */
  readonly #verified: BoundedMap<number>;

  constructor(capacity: number) {
    this.#logs = new BoundedMap(capacity);
    this.#outstanding = new BoundedMap(capacity);
    this.#verified = new BoundedMap(capacity);
  }

  get size(): number {
    return this.#logs.size;
  }

  admit({ namespace: { id }, number, counters, codeMs, now: at }: Question): Admission {
    const now = this.#clock(at);
    const ownerKey = `${id}${number}`;
    const trusted = (this.#verified.get(ownerKey) ?? 0) > now;
    const counting = trusted ? counters.filter(({ tally }) => !tally.unverified) : counters;
    const keys = counting.map(({ tally, subject }) => [id, tally.name, subject].join(':'));
    const logs = keys.map((key) => this.#logs.get(key));
    const refusal = refusalOf(counting, logs, now);
    if (refusal !== undefined) {
      return refusal;
    }
    const counted = counting.map(({ tally }, index) => {
      const log = logs[index] ?? emptyLog(tally);
      add(log, now, tally.longest);
      this.#logs.set(keys[index] ?? '', log);
      return log;
    });
    const unverified = counted.filter((_, index) => counting[index]?.tally.unverified);
    const sent = { at: now, logs: unverified };
    if (unverified.length > 0) this.#rememberSend(ownerKey, sent, codeMs);
    return { giveBack: async () => this.#giveBack(ownerKey, sent, counted) };
  }

  settle({ namespace: { id }, number, codeMs, trustMs, now: at }: Settlement): boolean {
    const now = this.#clock(at);
    const ownerKey = `${id}${number}`;
    const sends = this.#outstanding.get(ownerKey)?.filter((sent) => sent.at + codeMs > now) ?? [];
    for (const sent of sends) {
      for (const log of sent.logs) remove(log, sent.at);
    }
    // One code was entered, however many were sent.
    for (const log of new Set(sends.flatMap(({ logs }) => logs))) enter(log, now);
    this.#outstanding.delete(ownerKey);
    this.#verified.set(ownerKey, now + trustMs);
    return sends.length > 0;
  }

  #rememberSend(ownerKey: string, sent: Outstanding, codeMs: number): void {
    const recent = (this.#outstanding.get(ownerKey) ?? [])
      .filter(({ at }) => at + codeMs > sent.at)
      .slice(1 - MAX_OUTSTANDING);
    this.#outstanding.set(ownerKey, recent.concat(sent));
  }

  #giveBack(ownerKey: string, sent: Outstanding, counted: readonly Log[]): void {
    const sends = this.#outstanding.get(ownerKey) ?? [];
    // If it was settled meanwhile, it is no longer in any unverified window.
    const settled = sends.includes(sent) ? [] : sent.logs;
    for (const log of counted) if (!settled.includes(log)) remove(log, sent.at);
    const others = sends.filter((other) => other !== sent);
    if (others.length > 0) this.#outstanding.set(ownerKey, others);
    else this.#outstanding.delete(ownerKey);
  }
}

/** The longest wait of all full windows. */
function refusalOf(
  counters: readonly Counter[],
  logs: readonly (Log | undefined)[],
  now: number,
): Admission | undefined {
  let longest = 0;
  let refusedBy: Dimension | undefined;
  for (const [index, { tally }] of counters.entries()) {
    const log = logs[index];
    const wait = log === undefined ? 0 : waitOf(log, tally.windows, now);
    if (wait > longest) {
      longest = wait;
      refusedBy = tally.dimension;
    }
  }
  return refusedBy && { refusedBy, retryAfterSeconds: Math.ceil(longest / 1000) };
}
