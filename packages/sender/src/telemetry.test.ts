import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { eventsOf, send, settingsFor } from './testing/sending.ts';
import { useLog, useSandbox } from './testing/test-run.ts';

const sandbox = await useSandbox();
const lines = useLog();
const servers: Server[] = [];

afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});
afterAll(() => servers.forEach((server) => server.close()));

async function addressOf(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  await once(server, 'listening');
  const { port }: AddressInfo = Object(server.address());
  return `http://127.0.0.1:${port}`;
}

const afterOneSecond = () => vi.setSystemTime(Date.now() + 1000);

let last = 1000;
const ask = (config: object) => send(config, { to: `861390014${(last += 1)}` });

it('the event reports an endpoint with an open circuit, even if the fallback sent', async () => {
  const closed = createServer();
  const endpoint = await addressOf(closed);
  closed.close();
  const fallbacks = [{ endpoint: sandbox.url, signName: '示例科技' }];
  const config = settingsFor(endpoint, { fallbacks });
  const [first, ...others] = await eventsOf(async () => {
    for (let sends = 0; sends < 5; sends += 1) await ask(config);
  });
  expect(first).toMatchObject({ outcome: 'accepted', circuit: undefined });
  expect(others.at(-1)).toMatchObject({ outcome: 'accepted', circuit: 'open' });
});

/** The only source in the default chain; it issues one key, which is due for renewal at once. */
async function onlyCredentialsUri(): Promise<{ readonly goodUntil: Date; requests: number }> {
  const state = { goodUntil: new Date(Date.now() + 240_000), requests: 0 };
  const server = createServer((_, response) => {
    state.requests += 1;
    if (state.requests > 1) {
      response.writeHead(500).end();
      return;
    }
    const key = {
      AccessKeyId: 'STS.testid',
      AccessKeySecret: 'testsecret',
      SecurityToken: 'testtoken',
    };
    response.end(
      JSON.stringify({ Code: 'Success', ...key, Expiration: state.goodUntil.toISOString() }),
    );
  });
  vi.stubEnv('ALIBABA_CLOUD_CREDENTIALS_URI', await addressOf(server));
  vi.stubEnv('ALIBABA_CLOUD_ECS_METADATA_DISABLED', 'true');
  vi.stubEnv('HOME', '/nowhere');
  for (const name of ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ROLE_ARN']) {
    vi.stubEnv(name, '');
  }
  return state;
}

it('the event names the source of the key, and a failed renewal is logged once a minute', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  const state = await onlyCredentialsUri();
  const { accessKeyId: _id, accessKeySecret: _secret, ...keyless } = settingsFor(sandbox.url);
  const config = { ...keyless, credentials: 'environment' };
  const [event] = await eventsOf(() => ask(config));
  expect(event).toMatchObject({ credentialsSource: 'credentials URI' });
  afterOneSecond();
  await ask(config);
  await expect.poll(() => state.requests).toBe(2);
  afterOneSecond();
  await ask(config);
  await expect.poll(() => state.requests).toBe(3);
  await expect.poll(() => lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    event: 'aliyun-sms:credentials',
    reason: expect.stringContaining('credentials URI'),
    keyGoodUntil: state.goodUntil.toISOString(),
  });
  const [own] = await eventsOf(() => ask(settingsFor(sandbox.url)));
  expect(own).toMatchObject({ credentialsSource: undefined });
  expect(lines).toHaveLength(1);
});
