import { describe, expect, it } from 'vitest';
import type { Counter, Window } from './counter.ts';
import { createMemoryStore } from './memory-store.ts';

const number = (subject: string, ...windows: Window[]): Counter => ({
  dimension: 'perNumber',
  subject,
  windows,
});
const total = (limit: number): Counter => ({
  dimension: 'total',
  subject: '',
  windows: [{ limit, seconds: 86_400 }],
});

const minute = { limit: 1, seconds: 60 };
const hour = { limit: 2, seconds: 3600 };
const longFirst = (subject: string) => number(subject, { limit: 3, seconds: 3600 }, minute);

describe('the memory store', () => {
  it('admits up to the limit and says how long to wait', () => {
    const store = createMemoryStore();
    const counters = [number('a', { limit: 2, seconds: 60 })];
    expect(store.admit(counters, 0)).toBeUndefined();
    expect(store.admit(counters, 1_000)).toBeUndefined();
    expect(store.admit(counters, 20_500)).toEqual({
      dimension: 'perNumber',
      retryAfterSeconds: 40,
    });
    expect(store.admit(counters, 60_000)).toBeUndefined();
  });

  it('says the longest wait of all windows that are full', () => {
    const store = createMemoryStore();
    store.admit([number('a', minute, hour)], 0);
    store.admit([number('a', minute, hour)], 60_000);
    expect(store.admit([number('a', minute, hour)], 61_000)).toMatchObject({
      retryAfterSeconds: 3539,
    });
  });

  it('burns nothing of the other windows when one refuses', () => {
    const store = createMemoryStore();
    for (const at of [0, 1_000, 2_000, 3_000]) {
      store.admit([number('a', minute, hour), total(3)], at);
    }
    expect(store.admit([number('b', minute), total(3)], 4_000)).toBeUndefined();
    expect(store.admit([number('c', minute), total(3)], 4_000)).toBeUndefined();
    expect(store.admit([number('d', minute), total(3)], 4_000)).toMatchObject({
      dimension: 'total',
    });
    expect(store.admit([number('a', minute, hour)], 60_000)).toBeUndefined();
  });

  it('forgets those whose windows end first, and never grows beyond its bound', () => {
    const store = createMemoryStore(3);
    for (const [at, subject] of ['a', 'b', 'c'].entries()) {
      store.admit([number(subject, hour)], at);
    }
    // A second message does not make the window of `a` end later.
    store.admit([number('a', hour)], 10);
    store.admit([number('d', hour)], 20);
    expect(store.size()).toBe(3);
    expect(store.admit([number('b', hour)], 30)).toBeUndefined();
    expect(store.admit([number('d', hour)], 30)).toBeUndefined();
    expect(store.admit([number('d', hour)], 30)).toMatchObject({ dimension: 'perNumber' });
  });

  it('keeps an expired subject that begins anew over one that ends before', () => {
    const store = createMemoryStore(2);
    store.admit([number('a', minute)], 0);
    store.admit([number('b', minute)], 30_000);
    store.admit([number('a', minute)], 60_000);
    store.admit([number('c', minute)], 61_000);
    expect(store.admit([number('a', minute)], 62_000)).toMatchObject({ retryAfterSeconds: 58 });
  });

  it('keeps one from the middle that begins anew, and forgets those around it in their order', () => {
    const store = createMemoryStore(3);
    for (const [at, subject] of [
      [0, 'a'],
      [1_000, 'b'],
      [2_000, 'c'],
      [61_500, 'b'],
      [61_600, 'd'],
      [61_700, 'e'],
    ] as const) {
      store.admit([number(subject, minute)], at);
    }
    const waits = (subject: string) => store.admit([number(subject, minute)], 61_800) !== undefined;
    expect(['b', 'd', 'e'].map(waits)).toEqual([true, true, true]);
    expect(store.size()).toBe(3);
  });

  it('goes by the longest window in what it forgets, wherever that stands in the list', () => {
    const store = createMemoryStore(2);
    store.admit([longFirst('a')], 0);
    store.admit([longFirst('b')], 1_000);
    store.admit([longFirst('a')], 120_000);
    store.admit([longFirst('c')], 121_000);
    // `a` was forgotten with its two: its hour ends first, though its minute began last.
    expect(store.admit([longFirst('b')], 181_000)).toBeUndefined();
    expect(store.admit([longFirst('b')], 241_000)).toBeUndefined();
    expect(store.admit([longFirst('b')], 301_000)).toMatchObject({ retryAfterSeconds: 3300 });
  });

  it('remembers thousands, each with its own count', () => {
    const store = createMemoryStore();
    const subjects = Array.from(
      { length: 5_000 },
      (_, index) => `86139${String(index).padStart(8, '0')}`,
    );
    for (const subject of subjects) {
      expect(store.admit([number(subject, minute)], 0)).toBeUndefined();
    }
    const refused = subjects.filter(
      (subject) => store.admit([number(subject, minute)], 1) !== undefined,
    );
    expect(refused).toHaveLength(5_000);
    expect(store.size()).toBe(5_000);
  });
});
