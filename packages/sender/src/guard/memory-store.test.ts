import { describe, expect, it } from 'vitest';
import type { Counter, Window } from './counter.ts';
import { createMemoryStore } from './memory-store.ts';
import { counter, NAMESPACE, questionOf, verdictOf } from './testing/counting.ts';

const number = (subject: string, ...windows: Window[]) => counter('perNumber', subject, ...windows);
const total = (limit: number) => counter('total', '', { limit, seconds: 86_400 });

const minute = { limit: 1, seconds: 60 };
const hour = { limit: 2, seconds: 3600 };

function storeOf(capacity?: number) {
  const store = createMemoryStore(capacity === undefined ? {} : { capacity });
  const ask = (counters: readonly Counter[], now: number) =>
    verdictOf(store, questionOf(counters, now));
  return { store, ask };
}

describe('the memory store', () => {
  it('admits up to the limit in any span and returns how long to wait', async () => {
    const { ask } = storeOf();
    const counters = number('a', { limit: 2, seconds: 60 });
    expect(await ask(counters, 0)).toBeUndefined();
    expect(await ask(counters, 40_000)).toBeUndefined();
    expect(await ask(counters, 50_500)).toEqual({ refusedBy: 'perNumber', retryAfterSeconds: 10 });
    expect(await ask(counters, 60_000)).toBeUndefined();
    // A fixed window would have room after its edge.
    expect(await ask(counters, 60_001)).toMatchObject({ retryAfterSeconds: 40 });
  });

  it('returns the longest wait of all full windows', async () => {
    const { ask } = storeOf();
    await ask(number('a', minute, hour), 0);
    await ask(number('a', minute, hour), 60_000);
    expect(await ask(number('a', minute, hour), 61_000)).toMatchObject({
      retryAfterSeconds: 3539,
    });
  });

  it('uses no places of other windows if one refuses', async () => {
    const { ask } = storeOf();
    for (const at of [0, 1_000, 2_000, 3_000]) {
      await ask([...number('a', minute, hour), ...total(3)], at);
    }
    expect(await ask([...number('b', minute), ...total(3)], 4_000)).toBeUndefined();
    expect(await ask([...number('c', minute), ...total(3)], 4_000)).toBeUndefined();
    expect(await ask([...number('d', minute), ...total(3)], 4_000)).toMatchObject({
      refusedBy: 'total',
    });
    expect(await ask(number('a', minute, hour), 60_000)).toBeUndefined();
  });

  it('forgets the least recently admitted subjects, and never exceeds its capacity', async () => {
    const { store, ask } = storeOf(3);
    for (const [at, subject] of ['a', 'b', 'c', 'a', 'd'].entries()) {
      await ask(number(subject, hour), at);
    }
    expect(store.size()).toBe(3);
    expect(await ask(number('a', hour), 10)).toMatchObject({ refusedBy: 'perNumber' });
    expect(await ask(number('b', minute), 10)).toBeUndefined();
  });

  it('remembers thousands of subjects, each with its own count', async () => {
    const { store, ask } = storeOf();
    const subjects = Array.from({ length: 5_000 }, (_, index) => `86139${1e7 + index}`);
    for (const subject of subjects) {
      expect(await ask(number(subject, minute), 0)).toBeUndefined();
    }
    for (const subject of subjects) {
      expect(await ask(number(subject, minute), 1)).toBeDefined();
    }
    expect(store.size()).toBe(5_000);
  });

  it('bounds verified numbers separately, so that they displace no counts', async () => {
    const { store, ask } = storeOf(3);
    await ask(number('a', minute), 0);
    for (const verified of ['1', '2', '3', '4', '5']) {
      await store.settle({
        namespace: NAMESPACE,
        number: verified,
        codeMs: 600_000,
        trustMs: 1e9,
        now: 1,
      });
    }
    expect(await ask(number('a', minute), 2)).toBeDefined();
    expect(store.size()).toBe(1);
  });

  it('locks nobody out if the clock is set back', async () => {
    const { ask } = storeOf();
    const day = 86_400_000;
    expect(await ask(number('a', minute), 100 * day)).toBeUndefined();
    expect(await ask(number('a', minute), 0)).toMatchObject({ retryAfterSeconds: 60 });
    expect(await ask(number('a', minute), 60_000)).toBeUndefined();
  });

  it('counts correctly if sends arrive out of order', async () => {
    const { ask } = storeOf();
    await ask(number('a', minute), 5_000);
    await ask(number('b', minute), 0);
    expect(await ask(number('a', minute), 64_999)).toBeDefined();
    expect(await ask(number('a', minute), 65_000)).toBeUndefined();
  });
});
