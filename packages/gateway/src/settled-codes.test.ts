import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requireProgram } from '../../../scripts/require-program.ts';
import { startRedis } from '../../sender/src/guard/testing/redis-server.ts';
import { startGateway, type RunningGateway } from './start-gateway.ts';
import { postWebhook, signatureOf, webhookOf } from './testing/logto-webhook.ts';
import { settingsFor } from '../../sender/src/testing/sending.ts';
import { ENVIRONMENT, posted, TOKEN, useLog, useSandbox } from './testing/own-gateway.ts';

const program = requireProgram('redis-server');
const sandbox = await useSandbox();
useLog();
beforeEach(() => {
  vi.stubEnv('REDIS_URL', '');
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', '');
});
const running: RunningGateway[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((gateway) => gateway.close(0)));
});

const [ANNA, BEN, CLEO, DAN] = ['8613800138001', '8613800138002', '8613800138003', '8613800138004'];

/** One address may have two codes that were not entered yet. */
const guard = { perIp: [{ limit: 2, seconds: 3600, count: 'unverified' }] };

async function start(store: 'memory' | 'redis' = 'memory'): Promise<RunningGateway> {
  const gateway = await startGateway({
    settings: settingsFor(sandbox.url, { guard: { ...guard, store } }),
    environment: ENVIRONMENT,
    port: 0,
    metricsPort: 0,
  });
  running.push(gateway);
  return gateway;
}

/** The status that Logto's connector gets. */
async function send({ url }: RunningGateway, to = '', more: object = {}): Promise<number> {
  const answer = await fetch(`${url}/sms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify(posted({ to, ...more })),
  });
  return answer.status;
}

const signedIn = (primaryPhone = '', more: object = {}) =>
  webhookOf({ user: { id: 'u', primaryPhone }, ...more });

const deliver = async ({ url }: RunningGateway, webhook: object, signature?: string) =>
  (await postWebhook(url, webhook, signature)).status;

const metrics = async ({ metricsUrl = '' }: RunningGateway) => (await fetch(metricsUrl)).text();

const metric = async (gateway: RunningGateway, name: string) =>
  new RegExp(`^aliyun_sms_${name} (.*)$`, 'm').exec(await metrics(gateway))?.[1];

/** The results of settlements, except retries. */
async function ended(gateway: RunningGateway): Promise<readonly string[]> {
  const counts = /^aliyun_sms_settlements_total\{result="(settled|nothing|lost)"\} (\d+)$/gm;
  return [...(await metrics(gateway)).matchAll(counts)].map(
    ([, what, count]) => `${what} ${count}`,
  );
}

const untilEnded = (gateway: RunningGateway, expected: readonly string[]) =>
  expect.poll(() => ended(gateway)).toEqual(expected);

describe.each([
  ['memory', false],
  ['redis', program.absent],
] as const)('with the guard in %s', (store, isAbsent) => {
  it.skipIf(isAbsent)('signing in gives back the place of the code', async () => {
    const redis = store === 'redis' ? await startRedis(program.path) : undefined;
    if (redis !== undefined) vi.stubEnv('ALIYUN_SMS_REDIS_URL', redis.url);
    try {
      const gateway = await start(store);
      // Behind a load balancer, the webhook may reach another instance.
      const other = store === 'redis' ? await start(store) : gateway;
      expect([await send(gateway, ANNA), await send(gateway, BEN)]).toEqual([204, 204]);
      expect(await send(gateway, CLEO)).toBe(429);

      const later = signedIn(BEN, { sessionId: '2' });
      expect(await deliver(other, later)).toBe(204);
      await untilEnded(other, ['settled 1']);
      expect(await send(gateway, CLEO)).toBe(204);
      expect(await send(gateway, DAN)).toBe(429);

      // An earlier one arrives later: Logto does not guarantee the order.
      const createdAt = new Date(Date.now() - 600_000).toISOString();
      expect(await deliver(other, signedIn(ANNA, { sessionId: '1', createdAt }))).toBe(204);
      await untilEnded(other, ['settled 2']);
      expect(await send(gateway, DAN)).toBe(204);

      expect(await deliver(gateway, later)).toBe(204);
      expect(await deliver(other, later)).toBe(204);
      expect(await ended(other)).toEqual(['settled 2']);
    } finally {
      await redis?.stop();
    }
  });
});

it.each([
  ['is forged', {}, signatureOf('{}'), 401],
  ['is signed with another key', {}, signatureOf(JSON.stringify(signedIn(ANNA)), TOKEN), 401],
  ['is over an hour old', { createdAt: new Date(Date.now() - 3_660_000) }, undefined, 204],
  ['reports a limit, not a code', { event: 'Message.RateLimited' }, undefined, 204],
  ['reports a user with another number', { user: { primaryPhone: CLEO } }, undefined, 204],
  ['is Logto’s “Send test payload”', { user: { primaryPhone: '1234567890' } }, undefined, 204],
])('a webhook that %s gives nothing back', async (_, more, signature, status) => {
  const gateway = await start();
  expect([await send(gateway, ANNA), await send(gateway, BEN)]).toEqual([204, 204]);
  expect(await deliver(gateway, signedIn(ANNA, more), signature)).toBe(status);
  expect(await send(gateway, DAN)).toBe(429);
  expect(await ended(gateway)).not.toContain('settled 1');
});

it('test sends of an operator take no places of users and have their own limit', async () => {
  const gateway = await start();
  const test = { type: 'Generic', payload: { code: '000000' } };
  expect([await send(gateway, ANNA, test), await send(gateway, BEN, test)]).toEqual([204, 204]);
  expect(await send(gateway, CLEO, test)).toBe(429);
  expect([await send(gateway, CLEO), await send(gateway, DAN)]).toEqual([204, 204]);
});

it.skipIf(program.absent)('a settlement that failed in Redis is retried', async () => {
  const redis = await startRedis(program.path);
  vi.stubEnv('ALIYUN_SMS_REDIS_URL', redis.url);
  try {
    const gateway = await start('redis');
    expect([await send(gateway, ANNA), await send(gateway, BEN)]).toEqual([204, 204]);
    await redis.admin.sendCommand(['CLIENT', 'PAUSE', '3600000', 'WRITE']);
    expect(await deliver(gateway, signedIn(ANNA))).toBe(204);
    await expect.poll(() => metric(gateway, 'settlements_waiting')).toBe('1');
    expect(await ended(gateway)).toEqual([]);
    await redis.admin.sendCommand(['CLIENT', 'UNPAUSE']);
    await expect.poll(() => ended(gateway)).toHaveLength(1);
    expect(await metric(gateway, 'settlements_waiting')).toBe('0');
    expect([await send(gateway, CLEO), await send(gateway, DAN)]).toEqual([204, 429]);
  } finally {
    await redis.stop();
  }
});
