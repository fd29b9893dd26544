import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import { createMemoryStore } from './memory-store.ts';
import { createRedisStore } from './redis-store.ts';
import { counter, questionOf } from './testing/counting.ts';
import { startRedis, untilAnswered, type RedisServer } from './testing/redis-server.ts';
import {
  bursts,
  Comparison,
  growingRules,
  largeRules,
  rulesFor,
  START,
  traffic,
  type Event,
} from './testing/traffic.ts';

const program = requireProgram('redis-server');

describe('the memory store', () => {
  it.each([
    ['decides like the exact model, on any traffic', traffic, rulesFor, 300],
    ['never exceeds a large limit, and refuses at most a tenth longer', bursts, largeRules, 30],
    ['admits more if codes are entered, and never too many', traffic, growingRules, 300],
  ])('%s', async (_, events, rules, numRuns) => {
    const property = fc.asyncProperty(events, async (all) => {
      const comparison = new Comparison(createMemoryStore(), { now: START }, rules);
      for (const next of all) await comparison.handle(next);
      expect(comparison.differences).toEqual([]);
    });
    await fc.assert(property, { numRuns });
  });
});

describe.skipIf(program.absent)('the Redis store', () => {
  let redis: RedisServer;
  const clock = { now: START };
  const store = createRedisStore({ now: () => clock.now });

  beforeAll(async () => {
    redis = await startRedis(program.path);
    process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
    await untilAnswered(() => {
      clock.now += 10_000;
      return store.admit(questionOf(counter('total', '', { limit: 1, seconds: 1 }), clock.now));
    });
  });
  afterAll(async () => {
    delete process.env['ALIYUN_SMS_REDIS_URL'];
    await redis.stop();
  });

  /** On a busy machine an answer may take longer than a send waits: then everything is repeated. */
  const differences = (all: readonly Event[], rules: typeof rulesFor) =>
    untilAnswered(async () => {
      await redis.admin.flushAll();
      clock.now += 10_000_000;
      const comparison = new Comparison(store, clock, rules);
      for (const next of all) await comparison.handle(next);
      return comparison.differences;
    });

  it.each([
    ['decides like the exact model, on any traffic', traffic, rulesFor, 60],
    ['never exceeds a large limit, and refuses at most a tenth longer', bursts, largeRules, 10],
    ['admits more if codes are entered, and never too many', traffic, growingRules, 60],
  ])('%s', async (_, events, rules, numRuns) => {
    const property = fc.asyncProperty(events, async (all) => {
      expect(await differences(all, rules)).toEqual([]);
    });
    await fc.assert(property, { numRuns });
  });
});
