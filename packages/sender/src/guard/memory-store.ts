import type { Counter, Dimension, Verdict } from './counter.ts';
import { WindowTable } from './window-table.ts';

/** Most subjects remembered; the one whose windows end first is forgotten beyond. */
const CAPACITY: Readonly<Record<Dimension, number>> = {
  perNumber: 1_000_000,
  perIp: 250_000,
  perPrefix: 250_000,
  perCountry: 1_000,
  total: 1,
};

/** Counts in this process alone. */
export interface MemoryStore {
  /** All windows of all counters are checked together and counted only if every one admits. */
  readonly admit: (counters: readonly Counter[], now: number) => Verdict;
  /** Subjects that are remembered. */
  readonly size: () => number;
}

/** `capacity` replaces the usual bound of each dimension. */
export function createMemoryStore(capacity?: number): MemoryStore {
  const tables = new Map<Dimension, WindowTable>();

  const tableOf = ({ dimension, windows }: Counter): WindowTable => {
    let table = tables.get(dimension);
    if (table === undefined) {
      table = new WindowTable(windows, capacity ?? CAPACITY[dimension]);
      tables.set(dimension, table);
    }
    return table;
  };

  return {
    admit(counters, now) {
      let verdict: Verdict;
      let longest = 0;
      for (const counter of counters) {
        const wait = tableOf(counter).wait(counter.subject, now);
        if (wait > longest) {
          longest = wait;
          verdict = { dimension: counter.dimension, retryAfterSeconds: Math.ceil(wait / 1000) };
        }
      }
      if (verdict === undefined) {
        for (const counter of counters) {
          tableOf(counter).count(counter.subject, now);
        }
      }
      return verdict;
    },
    size: () => [...tables.values()].reduce((sum, table) => sum + table.size, 0),
  };
}
