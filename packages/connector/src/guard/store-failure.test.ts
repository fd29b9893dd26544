import { parsePhoneNumber } from 'aliyun-sms-client';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import type { RawGuard } from '../config-schema.ts';
import { decide } from './guard.ts';
import { startRedis } from './testing/redis-server.ts';

const program = requireProgram('redis-server');
const number = parsePhoneNumber('+8613800138000');
let now = 1_000_000;

/** Past any pause that an earlier failure began. */
const later = () => {
  now += 10_000;
  return now;
};

async function ask(guard: RawGuard, at = later()) {
  if (number === undefined) throw new TypeError('number');
  return decide(guard, { number, ip: undefined, now: at, secret: '' });
}

const guardOf = (onStoreFailure: 'memory' | 'deny', seconds: number): RawGuard => ({
  store: 'redis',
  onStoreFailure,
  perNumber: [{ limit: 1, seconds }],
});

afterEach(() => {
  delete process.env['ALIYUN_SMS_REDIS_URL'];
  delete process.env['REDIS_URL'];
});

describe('without a Redis to ask', () => {
  it.each([
    ['no address', undefined],
    ['nobody there', 'redis://127.0.0.1:1'],
    ['no such host', 'redis://redis.invalid:6379'],
    ['an address that is none', 'not an address'],
  ])('%s: each process counts for itself, or nothing is sent', async (_, url) => {
    if (url !== undefined) process.env['ALIYUN_SMS_REDIS_URL'] = url;
    const memory = guardOf('memory', 86_000 + (url?.length ?? 0));
    expect(await ask(memory)).toMatchObject({
      refusedBy: undefined,
      store: 'memory (redis failed)',
    });
    expect(await ask(memory)).toMatchObject({ refusedBy: 'perNumber' });
    expect(await ask(guardOf('deny', 60))).toMatchObject({ refusedBy: 'store' });
  });

  it('a server that accepts and never answers is not waited for', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    if (address === null || typeof address === 'string') throw new TypeError('no port');
    process.env['REDIS_URL'] = `redis://127.0.0.1:${address.port}`;
    expect(await ask(guardOf('memory', 85_000))).toMatchObject({ store: 'memory (redis failed)' });
    silent.close();
  });
});

describe.skipIf(program.absent)('a Redis that fails on the way', () => {
  it('is left alone while it is too slow, and asked again afterwards', async () => {
    const redis = await startRedis(program.path);
    process.env['ALIYUN_SMS_REDIS_URL'] = redis.url;
    const guard = guardOf('memory', 84_000);
    await untilStore(guard, 'redis');
    await redis.admin.sendCommand(['CLIENT', 'PAUSE', '60000', 'ALL']);
    expect(await ask(guard)).toMatchObject({ store: 'memory (redis failed)' });
    // Within the pause nobody waits, though Redis could answer by now.
    const failedAt = now;
    expect(await ask(guard, failedAt + 500)).toMatchObject({ store: 'memory (redis failed)' });
    await redis.stop();
    expect(await ask(guardOf('deny', 60))).toMatchObject({ refusedBy: 'store' });
  });

  it('is used again when it comes back', async () => {
    const first = await startRedis(program.path);
    const port = Number(new URL(first.url).port);
    process.env['ALIYUN_SMS_REDIS_URL'] = first.url;
    const guard = guardOf('memory', 83_000);
    await untilStore(guard, 'redis');
    await first.stop();
    await untilStore(guard, 'memory (redis failed)');
    const second = await startRedis(program.path, port);
    await untilStore(guard, 'redis');
    expect(await second.admin.dbSize()).toBe(1);
    await second.stop();
  });
});

async function untilStore(guard: RawGuard, store: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await ask(guard)).store === store) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The guard never counted with ${store}.`);
}
