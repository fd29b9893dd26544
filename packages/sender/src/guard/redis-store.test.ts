import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import type { Counter } from './counter.ts';
import { createRedisStore } from './redis-store.ts';
import type { Question } from './store.ts';
import { counter, NAMESPACE, questionOf } from './testing/counting.ts';
import { startRedis, untilAnswered, type RedisServer } from './testing/redis-server.ts';

const program = requireProgram('redis-server');

const counters = (number: string, address: string): readonly Counter[] => [
  ...counter('perNumber', number, { limit: 1, seconds: 1000 }, { limit: 3, seconds: 5000 }),
  ...counter('perIp', address, { limit: 4, seconds: 3000, count: 'unverified' }),
  ...counter('total', '', { limit: 1000, seconds: 8000 }),
];

describe.skipIf(program.absent)('the Redis store', () => {
  let redis: RedisServer;
  let now = 1_000_000;
  const store = createRedisStore();

  /** On a busy machine an answer may take longer than a send waits. */
  const untilCounted = <Answer>(ask: (now: number) => Promise<Answer>) =>
    untilAnswered(() => {
      now += 10_000;
      return ask(now);
    });
  const admission = (question: readonly Counter[], more: Partial<Question> = {}) =>
    untilCounted((at) => store.admit(questionOf(question, at, more)));
  const admit = async (...args: Parameters<typeof admission>) =>
    (await admission(...args)).refusedBy ?? 'admit';
  const settle = (number = '8613800138000') =>
    untilCounted((at) =>
      store.settle({ namespace: NAMESPACE, number, codeMs: 600_000, trustMs: 86_400_000, now: at }),
    );

  beforeAll(async () => {
    redis = await startRedis(program.path);
    process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
    await admit(counters('aa', ''));
  });
  afterAll(async () => {
    delete process.env['ALIYUN_SMS_REDIS_URL'];
    await redis.stop();
  });
  beforeEach(() => redis.admin.flushAll());

  it('can be used by many sends at once', async () => {
    const sends = Array.from({ length: 20 }, (_, index) =>
      admit(counters(`n${index}`, `e${index}`), { number: String(index) }),
    );
    expect(await Promise.all(sends)).toEqual(sends.map(() => 'admit'));
  });

  it('stores neither numbers nor addresses, and keeps everything in one slot', async () => {
    await admit(counters('8613800138000', '203.0.113.7'));
    await settle();
    await admit(counters('8613800138001', '203.0.113.7'), { number: '8613800138001' });
    const keys = await redis.admin.keys('*');
    expect(keys).toHaveLength(6);
    expect(keys.join(' ')).not.toMatch(/138001|203\.0/);
    expect(keys.every((key) => key.startsWith('{aliyun-sms}:'))).toBe(true);
    const values = await Promise.all(keys.map((key) => redis.admin.get(key)));
    expect(values.join(' ')).not.toMatch(/138001|203\.0/);
  });

  it('gives every key an expiry', async () => {
    await admit(counters('8613800138000', '203.0.113.7'));
    await settle();
    await admit(counters('8613800138001', '203.0.113.7'), { number: '8613800138001' });
    const keys = await redis.admin.keys('*');
    const ends = await Promise.all(keys.map((key) => redis.admin.ttl(key)));
    expect(Math.min(...ends)).toBeGreaterThan(0);
  });

  it('uses a key that lost its expiry, and gives it a new one', async () => {
    await admit(counters('a1', 'e1'));
    for (const key of await redis.admin.keys('*')) await redis.admin.persist(key);
    expect(await admit(counters('a1', 'e1'))).toBe('perNumber');
    const logs = (await redis.admin.keys('*')).filter((key) => !key.includes(':sent:'));
    const ends = await Promise.all(logs.map((key) => redis.admin.ttl(key)));
    expect(Math.min(...ends)).toBeGreaterThan(0);
  });

  it.each([
    ['a string', (key: string) => redis.admin.set(key, '5')],
    ['a list', (key: string) => redis.admin.lPush(key, '5')],
    ['broken data', (key: string) => redis.admin.set(key, '\u0093\u0001')],
  ])('starts a new count if a key holds %s', async (_, spoil) => {
    await admit(counters('a1', 'e1'));
    for (const key of await redis.admin.keys('*')) {
      await redis.admin.del(key);
      await spoil(key);
    }
    expect(await admit(counters('a1', 'e1'))).toBe('admit');
    expect(await admit(counters('a1', 'e1'))).toBe('perNumber');
  });

  it('locks nobody out if the clock of the server is set back', async () => {
    const day = 86_400_000;
    let time = 100 * day;
    const moved = createRedisStore({ now: () => time });
    const limit = counter('total', '', { limit: 1, seconds: 60 });
    const ask = () => untilCounted((at) => moved.admit(questionOf(limit, at)));
    expect(await ask()).not.toHaveProperty('retryAfterSeconds');
    time = day;
    expect(await ask()).toMatchObject({ retryAfterSeconds: 60 });
    // The second attempt was not counted; the first one was moved with the clock.
    time += 60_000;
    expect(await ask()).toMatchObject({ retryAfterSeconds: 60 });
  });

  it.each([
    ['a decision', () => admit(counters('a1', 'e1'))],
    ['a settlement', () => settle()],
  ])('is called once for %s', async (_, ask) => {
    await admit(counters('a1', 'e1'));
    await redis.admin.sendCommand(['CONFIG', 'RESETSTAT']);
    await ask();
    const calls = (await redis.admin.info('commandstats')).match(/cmdstat_eval\w*:calls=\d+/g);
    expect(calls).toEqual(['cmdstat_eval:calls=1']);
  });

  it('lets only one of many settlements at once succeed', async () => {
    for (const number of ['a1', 'a2', 'a3']) await admit(counters(number, 'e1'));
    const settled = await Promise.all(Array.from({ length: 10 }, () => settle()));
    expect(settled.filter(Boolean)).toHaveLength(1);
    const places = [];
    for (const number of ['b1', 'b2', 'b3', 'b4', 'b5']) {
      places.push(await admit(counters(number, 'e1'), { number }));
    }
    expect(places).toEqual(['admit', 'admit', 'admit', 'admit', 'perIp']);
  });

  it('gives places back', async () => {
    const taken = await admission(counters('a1', 'e1'));
    if (taken.refusedBy !== undefined) throw new TypeError(taken.refusedBy);
    await untilCounted(() => taken.giveBack());
    expect(await redis.admin.dbSize()).toBe(0);
    expect(await settle()).toBe(false);
  });

  it('counts on after a flush of its scripts, and starts again after a flush of its keys', async () => {
    await admit(counters('a1', 'e1'));
    await redis.admin.scriptFlush();
    expect(await admission(counters('a1', 'e1'))).toEqual({
      refusedBy: 'perNumber',
      retryAfterSeconds: 1000,
    });
    await redis.admin.flushAll();
    expect(await admit(counters('a1', 'e1'))).toBe('admit');
  });

  it('is not called if nothing is counted', async () => {
    await redis.admin.sendCommand(['CONFIG', 'RESETSTAT']);
    const empty = await admission([]);
    if (empty.refusedBy === undefined) await empty.giveBack();
    expect(await redis.admin.info('commandstats')).not.toContain('cmdstat_eval');
  });

  it.each(['+OK', '*2\r\n:1\r\n+x', '*2\r\n+x\r\n:1', '*0'])(
    'rejects the answer %j',
    async (reply) => {
      // Gives that answer to EVAL, and passes everything else on.
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
      await expect(store.admit(questionOf(counters('a1', 'e1'), now))).rejects.toThrow(
        'not the script’s',
      );
      process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
      impostor.close();
    },
  );
});
