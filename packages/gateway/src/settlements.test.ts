import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSettlements } from './settlements.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const EVERY = 2_000;

function opened() {
  const told: string[] = [];
  const results: string[] = [];
  const lines: object[] = [];
  const redis = { isAway: false };
  const settlements = createSettlements({
    settle: async (msisdn) => {
      if (redis.isAway) return 'failed';
      told.push(msisdn);
      return msisdn === 'unknown' ? 'nothing' : 'settled';
    },
    now: () => Date.now(),
    metrics: { settlement: (result) => results.push(result) },
    log: (_, __, fields) => lines.push(fields),
  });
  return { told, results, lines, redis, settlements };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `86138${index}`);
const aWhile = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('a code that was entered', () => {
  it('is told to Redis at once', async () => {
    const { settlements, told, results } = opened();
    settlements.add('8613');
    settlements.add('unknown');
    await aWhile(0);
    expect(told).toEqual(['8613', 'unknown']);
    expect(results).toEqual(['settled', 'nothing']);
    expect(settlements.waiting()).toBe(0);
  });

  it('while Redis is away waits, and costs one question a round', async () => {
    const { settlements, told, results, redis } = opened();
    redis.isAway = true;
    for (const number of numbers(3)) settlements.add(number);
    await aWhile(0);
    expect(settlements.waiting()).toBe(3);
    results.length = 0;
    await aWhile(EVERY);
    expect(results).toEqual(['retried']);
    expect(settlements.waiting()).toBe(3);
    redis.isAway = false;
    await aWhile(EVERY);
    expect(told.toSorted()).toEqual(numbers(3));
    expect(settlements.waiting()).toBe(0);
  });

  it('is given up after an hour, when no window knows the send any more', async () => {
    const { settlements, results, lines, redis } = opened();
    redis.isAway = true;
    settlements.add('8613');
    await aWhile(3_600_000 + 2 * EVERY);
    expect(settlements.waiting()).toBe(0);
    expect(results.at(-1)).toBe('lost');
    expect(lines).toEqual([{ lost: 1, reason: expect.stringContaining('Redis') }]);
  });

  it('is given up for newer ones when too many wait', async () => {
    const { settlements, results, redis } = opened();
    redis.isAway = true;
    for (const number of numbers(10_002)) settlements.add(number);
    await aWhile(0);
    expect(settlements.waiting()).toBe(10_000);
    expect(results.filter((result) => result === 'lost')).toHaveLength(2);
  });
});

describe('at the end of the process', () => {
  it('those under way are waited for, and those that wait tried once more', async () => {
    const { settlements, told, redis } = opened();
    redis.isAway = true;
    settlements.add('8613');
    await aWhile(0);
    redis.isAway = false;
    settlements.add('8614');
    await settlements.close();
    expect(told).toEqual(['8614', '8613']);
  });

  it('what Redis still cannot be told is lost, and said to be', async () => {
    const { settlements, redis, lines } = opened();
    redis.isAway = true;
    for (const number of numbers(3)) settlements.add(number);
    await settlements.close();
    expect(lines).toEqual([{ lost: 3, reason: expect.any(String) }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
