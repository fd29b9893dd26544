import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../scripts/require-program.ts';
import { readRedisAddress, redisUrl } from './redis-address.ts';
import { createRedisStore } from './redis-store.ts';
import { counter, questionOf, verdictOf } from './testing/counting.ts';
import { freePort, startRedis, untilAnswered, type RedisServer } from './testing/redis-server.ts';

/** Key and certificate in one file, for localhost. */
const PEM = fileURLToPath(
  new URL('../../../client/src/testing/local-certificate.pem', import.meta.url),
);

describe('the address of Redis', () => {
  it.each([
    [{}, undefined],
    [{ REDIS_URL: 'redis://logto' }, 'redis://logto'],
    [{ REDIS_URL: 'redis://logto', ALIYUN_SMS_REDIS_URL: 'redis://own' }, 'redis://own'],
    [{ REDIS_URL: 'redis://logto', ALIYUN_SMS_REDIS_URL: '' }, 'redis://logto'],
    [{ REDIS_URL: 'true' }, 'redis://127.0.0.1:6379'],
    [{ REDIS_URL: 'yes.example' }, 'yes.example'],
    [{ REDIS_URL: 'Y' }, 'redis://127.0.0.1:6379'],
  ])('is, with %j in the environment, %s', (environment, url) => {
    expect(redisUrl(environment)).toBe(url);
  });

  it('is one server with an unchanged URL unless it says cluster', () => {
    const url = 'redis://user:p%40ss@redis:6380/2?cluster=0';
    expect(readRedisAddress(url)).toEqual({
      urls: [url],
      cluster: false,
      login: { username: 'user', password: 'p@ss' },
      tls: undefined,
    });
  });

  it('is a cluster with all named hosts, written as in Logto', () => {
    expect(readRedisAddress('rediss://a:7000?cluster=yes&host=b:7001&host=c:7002')).toEqual({
      urls: ['rediss://a:7000', 'rediss://b:7001', 'rediss://c:7002'],
      cluster: true,
      login: {},
      tls: { tls: true, rejectUnauthorized: true },
    });
    expect(readRedisAddress('redis://?cluster=1&host=b:7001').urls).toEqual(['redis://b:7001']);
  });

  it.each([
    ['', true],
    ['?reject_unauthorized=1', true],
    ['?reject_unauthorized=', true],
    ['?reject_unauthorized=0', false],
    ['?reject_unauthorized=false', false],
    ['?reject_unauthorized=nonsense', true],
    ['?reject_unauthorized=10', true],
  ])('with TLS and %j checks the certificate: %s', (query, checked) => {
    expect(readRedisAddress(`rediss://redis${query}`).tls?.rejectUnauthorized).toBe(checked);
  });
});

const program = requireProgram('redis-server');

describe.skipIf(program.absent)('a Redis that speaks TLS', () => {
  let redis: RedisServer;
  const total = counter('total', '', { limit: 1, seconds: 60 });
  let now = 1_000_000;

  afterEach(async () => {
    delete process.env['ALIYUN_SMS_REDIS_URL'];
    await redis.stop();
  });

  async function startWithTls(authenticate: 'no' | 'yes'): Promise<string> {
    const port = String(await freePort());
    const options = {
      'tls-port': port,
      'tls-cert-file': PEM,
      'tls-key-file': PEM,
      'tls-ca-cert-file': PEM,
      'tls-auth-clients': authenticate,
    };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
    redis = await startRedis(program.path, undefined, args);
    return `rediss://127.0.0.1:${port}`;
  }

  async function ask(url: string) {
    process.env['ALIYUN_SMS_REDIS_URL'] = url;
    now += 10_000;
    return verdictOf(createRedisStore(), questionOf(total, now));
  }

  const answered = (url: string) => untilAnswered(() => ask(url));

  it('is trusted only with the named root certificate', async () => {
    const url = await startWithTls('no');
    expect(await answered(`${url}?certroot=${PEM}`)).toBeUndefined();
    await expect(ask(url)).rejects.toThrow('No answer within');
    expect(await answered(`${url}?reject_unauthorized=0`)).toMatchObject({ refusedBy: 'total' });
  });

  it('gets the client’s certificate if it asks for one', async () => {
    const url = await startWithTls('yes');
    expect(await answered(`${url}?certroot=${PEM}&cert=${PEM}&key=${PEM}`)).toBeUndefined();
    await expect(ask(`${url}?certroot=${PEM}`)).rejects.toThrow('No answer within');
  });

  it('cannot be used with a missing certificate file', async () => {
    const url = await startWithTls('no');
    await expect(ask(`${url}?certroot=${PEM}.missing`)).rejects.toThrow('ENOENT');
  });
});
