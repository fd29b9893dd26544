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
  const recorded: string[] = [];
  const results: string[] = [];
  const lines: object[] = [];
  const redis = { isDown: false };
  const settlements = createSettlements({
    settle: async (msisdn) => {
      if (redis.isDown) return 'failed';
      recorded.push(msisdn);
      return msisdn === 'unknown' ? 'nothing' : 'settled';
    },
    now: () => Date.now(),
    metrics: { settlement: (result) => results.push(result) },
    log: (_, __, fields) => lines.push(fields),
  });
  return { recorded, results, lines, redis, settlements };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `86138${index}`);
const aWhile = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('an entered code', () => {
  it('is recorded in Redis at once', async () => {
    const { settlements, recorded, results } = opened();
    settlements.add('8613');
    settlements.add('unknown');
    await aWhile(0);
    expect(recorded).toEqual(['8613', 'unknown']);
    expect(results).toEqual(['settled', 'nothing']);
    expect(settlements.waiting()).toBe(0);
  });

  it('waits while Redis is down, with one attempt per round', async () => {
    const { settlements, recorded, results, redis } = opened();
    redis.isDown = true;
    for (const number of numbers(3)) settlements.add(number);
    await aWhile(0);
    expect(settlements.waiting()).toBe(3);
    results.length = 0;
    await aWhile(EVERY);
    expect(results).toEqual(['retried']);
    expect(settlements.waiting()).toBe(3);
    redis.isDown = false;
    await aWhile(EVERY);
    expect(recorded.toSorted()).toEqual(numbers(3));
    expect(settlements.waiting()).toBe(0);
  });

  it('is given up after an hour, when the send can no longer be settled', async () => {
    const { settlements, results, lines, redis } = opened();
    redis.isDown = true;
    settlements.add('8613');
    await aWhile(3_600_000 + 2 * EVERY);
    expect(settlements.waiting()).toBe(0);
    expect(results.at(-1)).toBe('lost');
    expect(lines).toEqual([{ lost: 1, reason: expect.stringContaining('Redis') }]);
  });

  it('is given up for newer ones if too many wait', async () => {
    const { settlements, results, redis } = opened();
    redis.isDown = true;
    for (const number of numbers(10_002)) settlements.add(number);
    await aWhile(0);
    expect(settlements.waiting()).toBe(10_000);
    expect(results.filter((result) => result === 'lost')).toHaveLength(2);
  });
});

describe('at the end of the process', () => {
  it('pending settlements are finished, and waiting ones tried once more', async () => {
    const { settlements, recorded, redis } = opened();
    redis.isDown = true;
    settlements.add('8613');
    await aWhile(0);
    redis.isDown = false;
    settlements.add('8614');
    await settlements.close();
    expect(recorded).toEqual(['8614', '8613']);
  });

  it('settlements that still fail are reported as lost', async () => {
    const { settlements, redis, lines } = opened();
    redis.isDown = true;
    for (const number of numbers(3)) settlements.add(number);
    await settlements.close();
    expect(lines).toEqual([{ lost: 3, reason: expect.any(String) }]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
