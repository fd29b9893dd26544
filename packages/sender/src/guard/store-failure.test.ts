import { parsePhoneNumber } from 'aliyun-sms-client';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import type { RawGuard } from '../settings/schema.ts';
import { createGuard, type Decision } from './guard.ts';
import { createRedisStore } from './redis-store.ts';
import { counter, NAMESPACE, questionOf, verdictOf } from './testing/counting.ts';
import { startRedis, type RedisServer } from './testing/redis-server.ts';

const program = requireProgram('redis-server');
const number = parsePhoneNumber('+8613800138000');
let now = 1_000_000;

/** After any pause caused by an earlier failure. */
const later = () => {
  now += 10_000;
  return now;
};

async function ask(guard: RawGuard, at = later()) {
  if (number === undefined) throw new TypeError('number');
  const request = { number, ip: undefined, now: at, namespace: NAMESPACE };
  return (await counting.decide(guard, request)).decision;
}

let counting = createGuard();
beforeEach(() => {
  counting = createGuard();
});
const redisStore = createRedisStore();
const TOTAL = counter('total', '', { limit: 1, seconds: 9 });

const guardOf = (onStoreFailure: 'memory' | 'deny', seconds: number): RawGuard => ({
  store: 'redis',
  onStoreFailure,
  perNumber: [{ limit: 1, seconds }],
});

afterEach(() => {
  delete process.env['ALIYUN_SMS_REDIS_URL'];
  delete process.env['REDIS_URL'];
});

describe('without a working Redis', () => {
  it.each([
    ['no address', undefined],
    ['an unreachable server', 'redis://127.0.0.1:1'],
    ['no such host', 'redis://redis.invalid:6379'],
    ['an invalid address', 'not an address'],
  ])('%s: each process counts for itself, or nothing is sent', async (_, url) => {
    if (url !== undefined) process.env['ALIYUN_SMS_REDIS_URL'] = url;
    const memory = guardOf('memory', 86_000 + (url?.length ?? 0));
    expect(await ask(memory)).toMatchObject({
      refusedBy: undefined,
      ...FELL_BACK,
    });
    expect(await ask(memory)).toMatchObject({ refusedBy: 'perNumber' });
    expect(await ask(guardOf('deny', 60))).toMatchObject({ refusedBy: 'store' });
  });

  it('a server that accepts connections and never answers is not waited for', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    process.env['REDIS_URL'] = `redis://127.0.0.1:${address.port}`;
    // Without a limit this would wait forever.
    expect(await ask(guardOf('memory', 85_000))).toMatchObject(FELL_BACK);
    await expect(countAt(later())).rejects.toThrow('within 140 ms');
    silent.close();
  });
});

it.each([undefined, ''])(
  'the error names the variables for the address of Redis: %j',
  async (url) => {
    if (url !== undefined) process.env['REDIS_URL'] = url;
    await expect(countAt(later())).rejects.toThrow('Neither ALIYUN_SMS_REDIS_URL nor REDIS_URL');
  },
);

describe.skipIf(program.absent)('a Redis that fails later', () => {
  let redis: RedisServer;

  afterEach(() => redis.stop());

  /** A guard that is connected to its own Redis. */
  async function connectedGuard(seconds: number): Promise<RawGuard> {
    redis = await startRedis(program.path);
    process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
    const guard = guardOf('memory', seconds);
    await untilCounted(guard, { store: 'redis', storeFailed: false });
    return guard;
  }

  const hang = () => redis.admin.sendCommand(['CLIENT', 'PAUSE', '60000', 'WRITE']);

  it('is tried by one send at a time while it is too slow', async () => {
    const guard = await connectedGuard(84_000);
    await hang();
    expect(await timed(ask(guard))).toMatchObject({
      result: FELL_BACK,
      ms: atLeast(90),
    });
    const failedAt = now;
    await expect(countAt(failedAt + 500)).rejects.toThrow(NOT_ASKED);
    const [trying, other] = [countAt(failedAt + 1_000), countAt(failedAt + 1_000)];
    await expect(other).rejects.toThrow(NOT_ASKED);
    await expect(trying).rejects.toThrow('within 100 ms');
    await expect(countAt(failedAt + 1_500)).rejects.toThrow(NOT_ASKED);
    expect(await ask(guardOf('deny', 60), failedAt + 1_500)).toMatchObject({ refusedBy: 'store' });
  });

  it('is used again as soon as a late answer arrives', async () => {
    const guard = await connectedGuard(83_900);
    await hang();
    expect(await ask(guard)).toMatchObject(FELL_BACK);
    await redis.admin.sendCommand(['CLIENT', 'UNPAUSE']);
    // The guard's clock stands still, so nothing but the late answer ends its pause.
    await untilCounted(guard, { store: 'redis', storeFailed: false }, () => now);
  });

  it.each([
    ['before the question is sent', 0, 1],
    ['after the question was sent', 20, 1],
    ['in each turn of its loop', 0, 4],
  ])('is not blamed if the process is blocked %s', async (_, promises, turns) => {
    await connectedGuard(83_800);
    const asking = timed(countAt(later()));
    // The client writes at the end of the turn, after earlier work.
    for (let step = 0; step < promises; step += 1) await Promise.resolve();
    setImmediate(() => block(turns));
    expect(await asking).toMatchObject({ ms: atLeast(200), result: undefined });
  });

  it('is used again without a pause when it comes back', async () => {
    const guard = await connectedGuard(83_700);
    const port = Number(new URL(redis.url).port);
    await redis.stop();
    await untilCounted(guard, FELL_BACK);
    const failedAt = now;
    redis = await startRedis(program.path, port);
    await untilCounted(guard, { store: 'redis', storeFailed: false }, () => failedAt);
    expect(await redis.admin.dbSize()).toBe(1);
  });
});

describe.skipIf(program.absent)('a Redis that cannot count', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis(program.path);
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
  });

  /** Another log than that of the guard above. */
  const deny: RawGuard = {
    store: 'redis',
    onStoreFailure: 'deny',
    total: [{ limit: 1, seconds: 86_400 }],
  };
  const set = (name: string, value: string) => redis.admin.configSet(name, value);
  const replicaOf = (host: string, port: string) =>
    redis.admin.sendCommand(['REPLICAOF', host, port]);

  it.each([
    [
      'is a replica until it is promoted',
      () => replicaOf('127.0.0.1', '1'),
      () => replicaOf('NO', 'ONE'),
    ],
    [
      'has no memory left',
      async () => {
        await set('maxmemory-policy', 'noeviction');
        await set('maxmemory', '1');
      },
      () => set('maxmemory', '0'),
    ],
    [
      'requires another password',
      async () => {
        await set('requirepass', 'right');
        await redis.admin.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']);
      },
      () => set('requirepass', ''),
    ],
    [
      'hangs',
      () => redis.admin.sendCommand(['CLIENT', 'PAUSE', '60000', 'WRITE']),
      () => redis.admin.sendCommand(['CLIENT', 'UNPAUSE']),
    ],
  ])(
    'because it %s, makes each process count for itself or refuse; then counts again',
    async (_, fail: () => Promise<unknown>, repair: () => Promise<unknown>) => {
      const memory = guardOf('memory', 86_400);
      await untilCounted(memory, { store: 'redis', storeFailed: false });
      await redis.admin.flushAll();
      await fail();
      expect(await ask(memory)).toMatchObject({ refusedBy: undefined, ...FELL_BACK });
      expect(await ask(memory)).toMatchObject({ refusedBy: 'perNumber', ...FELL_BACK });
      expect(await ask(deny)).toMatchObject({ refusedBy: 'store', storeFailed: true });
      await repair();
      // A question that hung is counted in the end.
      await redis.admin.flushAll();
      await untilCounted(memory, { store: 'redis', storeFailed: false });
      expect(await ask(memory)).toMatchObject({ refusedBy: 'perNumber', store: 'redis' });
      expect(await ask(deny)).toMatchObject({ refusedBy: undefined, store: 'redis' });
      expect(await ask(deny)).toMatchObject({ refusedBy: 'total', store: 'redis' });
    },
  );

  it('is tried again at once if this machine’s clock was set back meanwhile', async () => {
    await untilCounted(deny, { store: 'redis', storeFailed: false });
    await redis.admin.flushAll();
    await replicaOf('127.0.0.1', '1');
    const failedAt = later();
    expect(await ask(deny, failedAt)).toMatchObject({ refusedBy: 'store' });
    await replicaOf('NO', 'ONE');
    expect(await ask(deny, failedAt - 86_400_000)).toMatchObject({ refusedBy: undefined });
  });
});

const FELL_BACK = { store: 'memory', storeFailed: true } as const;
/** Fails at once, without waiting for Redis. */
const NOT_ASKED = 'failed a moment ago';

const countAt = (at: number) => verdictOf(redisStore, questionOf(TOTAL, at));

const sleep = (milliseconds: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Blocks the thread, as too much work does, for this many turns of the event loop. */
function block(turns: number): void {
  const end = performance.now() + 250;
  while (performance.now() < end);
  if (turns > 1) setImmediate(() => block(turns - 1));
}

async function timed<Result>(work: Promise<Result>) {
  const startedAt = performance.now();
  const result = await work;
  return { result, ms: performance.now() - startedAt };
}

const atLeast = (milliseconds: number) =>
  expect.toSatisfy((ms: number) => ms >= milliseconds, `at least ${milliseconds} ms`);

async function untilCounted(
  guard: RawGuard,
  expected: Pick<Decision, 'store' | 'storeFailed'>,
  at: () => number = later,
): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { store, storeFailed } = await ask(guard, at());
    if (store === expected.store && storeFailed === expected.storeFailed) return;
    await sleep(50);
  }
  throw new Error(`The guard never counted as in ${JSON.stringify(expected)}.`);
}
