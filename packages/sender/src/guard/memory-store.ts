import { BoundedMap } from './bounded-map.ts';
import { steadyClock } from './steady-clock.ts';
import { add, emptyLog, enter, remove, waitOf, type Log } from './log.ts';
import type { Dimension, Counter } from './counter.ts';
import type { Admission, GuardStore, Question, Settlement } from './store.ts';

/** Counts in this process alone. */
export interface MemoryStore extends GuardStore {
  /** Subjects whose admissions are remembered. */
  readonly size: () => number;
}

export interface MemoryStoreOptions {
  /**
   * Most subjects remembered; beyond, the one that was admitted longest ago is forgotten. As many
   * numbers are remembered as verified, and as many with codes that nobody has entered yet. Default
   * 200,000: about 130 MB on the heap where all of them are full.
   */
  readonly capacity?: number;
}

/** A send whose code was not entered yet. */
interface Outstanding {
  readonly at: number;
  /** Those of the `unverified` windows. */
  readonly logs: readonly Log[];
}

const DEFAULT_CAPACITY = 200_000;
/** Of one number: more codes than this are not outstanding at a time. */
const MOST_OUTSTANDING = 100;

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
    const whose = `${id}${number}`;
    const trusted = (this.#verified.get(whose) ?? 0) > now;
    const asked = trusted ? counters.filter(({ tally }) => !tally.unverified) : counters;
    const keys = asked.map(({ tally, subject }) => [id, tally.name, subject].join(':'));
    const logs = keys.map((key) => this.#logs.get(key));
    const refusal = refusalOf(asked, logs, now);
    if (refusal !== undefined) {
      return refusal;
    }
    const counted = asked.map(({ tally }, index) => {
      const log = logs[index] ?? emptyLog(tally);
      add(log, now, tally.longest);
      this.#logs.set(keys[index] ?? '', log);
      return log;
    });
    const unverified = counted.filter((_, index) => asked[index]?.tally.unverified);
    const sent = { at: now, logs: unverified };
    if (unverified.length > 0) this.#rememberSend(whose, sent, codeMs);
    return { giveBack: async () => this.#giveBack(whose, sent, counted) };
  }

  settle({ namespace: { id }, number, codeMs, trustMs, now: at }: Settlement): boolean {
    const now = this.#clock(at);
    const whose = `${id}${number}`;
    const sends = this.#outstanding.get(whose)?.filter((sent) => sent.at + codeMs > now) ?? [];
    for (const sent of sends) {
      for (const log of sent.logs) remove(log, sent.at);
    }
    // One code was entered, however many were sent.
    for (const log of new Set(sends.flatMap(({ logs }) => logs))) enter(log, now);
    this.#outstanding.delete(whose);
    this.#verified.set(whose, now + trustMs);
    return sends.length > 0;
  }

  #rememberSend(whose: string, sent: Outstanding, codeMs: number): void {
    const kept = (this.#outstanding.get(whose) ?? [])
      .filter(({ at }) => at + codeMs > sent.at)
      .slice(1 - MOST_OUTSTANDING);
    this.#outstanding.set(whose, kept.concat(sent));
  }

  #giveBack(whose: string, sent: Outstanding, counted: readonly Log[]): void {
    const sends = this.#outstanding.get(whose) ?? [];
    // What was settled meanwhile stands in no unverified window any more.
    const left = sends.includes(sent) ? [] : sent.logs;
    for (const log of counted) if (!left.includes(log)) remove(log, sent.at);
    const others = sends.filter((other) => other !== sent);
    if (others.length > 0) this.#outstanding.set(whose, others);
    else this.#outstanding.delete(whose);
  }
}

/** The longest wait of all windows that are full. */
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
