import * as fc from 'fast-check';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import type { Counter } from './counter.ts';
import { createMemoryStore } from './memory-store.ts';
import { admit } from './redis-store.ts';
import { startRedis, untilAnswered, type RedisServer } from './testing/redis-server.ts';

const program = requireProgram('redis-server');

/** Windows end far from the moments that the test visits: the real seconds that pass decide nothing. */
const STEP_SECONDS = 700;
const counters = (number: string, address: string): readonly Counter[] => [
  {
    dimension: 'perNumber',
    subject: number,
    windows: [
      { limit: 1, seconds: 1000 },
      { limit: 3, seconds: 5000 },
    ],
  },
  { dimension: 'perIp', subject: address, windows: [{ limit: 4, seconds: 3000 }] },
  { dimension: 'perPrefix', subject: number.slice(0, 1), windows: [{ limit: 6, seconds: 2000 }] },
  { dimension: 'total', subject: '', windows: [{ limit: 12, seconds: 8000 }] },
];

describe.skipIf(program.absent)('the Redis store', () => {
  let redis: RedisServer;
  let now = 1_000_000;
  const secret = 'secret';

  beforeAll(async () => {
    redis = await startRedis(program.path);
    process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
    await untilAnswered(() => {
      now += 10_000;
      return admit(counters('aa', ''), { now, secret });
    });
  });
  afterAll(async () => {
    delete process.env['ALIYUN_SMS_REDIS_URL'];
    await redis.stop();
  });
  beforeEach(() => redis.admin.flushAll());

  /** Lets every window of the server end so much sooner. */
  async function pass(seconds: number): Promise<void> {
    for (const key of await redis.admin.keys('*')) {
      const left = (await redis.admin.pTTL(key)) - seconds * 1000;
      await (left > 0 ? redis.admin.pExpire(key, left) : redis.admin.del(key));
    }
  }

  it('is asked by all sends at once while it is well', async () => {
    const sends = Array.from({ length: 20 }, (_, index) =>
      admit(counters(`n${index}`, `e${index}`).slice(0, 2), { now, secret }),
    );
    expect(await Promise.all(sends)).toEqual(sends.map(() => undefined));
    expect(await redis.admin.dbSize()).toBe(60);
  });

  it('decides as the memory store does, on any traffic', async () => {
    const event = fc.oneof(
      {
        weight: 8,
        arbitrary: fc.tuple(fc.constantFrom('a1', 'a2', 'b1', 'b2'), fc.constantFrom('e1', 'e2')),
      },
      { weight: 1, arbitrary: fc.constant('time passes' as const) },
    );
    const traffic = fc.array(event, { minLength: 5, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(traffic, async (events) => {
        await redis.admin.flushAll();
        const memory = createMemoryStore();
        for (const next of events) {
          if (next === 'time passes') {
            now += STEP_SECONDS * 1000;
            await pass(STEP_SECONDS);
            continue;
          }
          const asked = counters(...next);
          const theirs = await admit(asked, { now, secret });
          const ours = memory.admit(asked, now);
          expect(theirs?.dimension).toBe(ours?.dimension);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('sees neither numbers nor addresses', async () => {
    await admit(counters('8613800138000', 'cb007107'), { now, secret });
    const keys = await redis.admin.keys('*');
    expect(keys).toHaveLength(5);
    expect(keys.join(' ')).not.toMatch(/138001|cb0071/);
    expect(keys.every((key) => key.startsWith('{aliyun-sms}:'))).toBe(true);
  });

  it('gives every key an end', async () => {
    await admit(counters('8613800138000', 'cb007107'), { now, secret });
    const ends = await Promise.all(
      (await redis.admin.keys('*')).map((key) => redis.admin.ttl(key)),
    );
    expect(Math.min(...ends)).toBeGreaterThan(0);
  });

  it('asks once per decision', async () => {
    await redis.admin.sendCommand(['CONFIG', 'RESETSTAT']);
    await admit(counters('a1', ''), { now, secret });
    const calls = (await redis.admin.info('commandstats')).match(/cmdstat_eval\w*:calls=\d+/g);
    expect(calls).toEqual(['cmdstat_eval:calls=1']);
  });

  it('counts on after its scripts are flushed, and anew after its keys are', async () => {
    await admit(counters('a1', 'e1'), { now, secret });
    await redis.admin.scriptFlush();
    const refused = await admit(counters('a1', 'e1'), { now, secret });
    expect(refused).toMatchObject({ dimension: 'perNumber', retryAfterSeconds: 1000 });
    await redis.admin.flushAll();
    expect(await admit(counters('a1', 'e1'), { now, secret })).toBeUndefined();
  });

  it('is not asked where nothing is counted', async () => {
    await redis.admin.sendCommand(['CONFIG', 'RESETSTAT']);
    expect(await admit([], { now, secret })).toBeUndefined();
    expect(await redis.admin.info('commandstats')).not.toContain('cmdstat_eval');
  });

  it.each(['+OK', '*2\r\n:1\r\n+x', '*2\r\n+x\r\n:1', '*0'])(
    'does not believe %j',
    async (reply) => {
      // Says that to the question itself, and hands on all that comes before.
      const impostor = createServer((near) => {
        const far = connect(Number(new URL(redis.url).port), '127.0.0.1');
        for (const end of [near, far]) end.on('error', () => undefined);
        far.pipe(near);
        near.on('data', (chunk) => {
          if (chunk.includes('EVAL')) near.write(`${reply}\r\n`);
          else far.write(chunk);
        });
      }).listen(0, '127.0.0.1');
      await once(impostor, 'listening');
      const address = impostor.address();
      if (address === null || typeof address === 'string') throw new TypeError('no port');
      process.env['ALIYUN_SMS_REDIS_URL'] = `redis://127.0.0.1:${address.port}`;
      await expect(admit(counters('a1', 'e1'), { now, secret })).rejects.toThrow(
        'not the script’s',
      );
      process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
      impostor.close();
    },
  );
});
