import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { expect, onTestFinished, test } from 'vitest';
import { environmentSource } from './environment.ts';
import { refreshing } from './refreshing.ts';
import type { CredentialContext, ExpiringCredentials } from './credential-source.ts';

const HOUR = 3_600_000;

/** A source that numbers its keys, each valid for an hour, and a clock to move. */
function numbered(results: readonly ('fails' | 'works')[] = []) {
  const clock = { now: 0 };
  let calls = 0;
  let hangs = false;
  const source = async (): Promise<ExpiringCredentials> => {
    calls += 1;
    const securityToken = String(calls);
    await (hangs ? new Promise(() => undefined) : Promise.resolve());
    if (results[calls - 1] === 'fails') {
      throw new Error('no answer');
    }
    const expiration = clock.now + HOUR;
    return { accessKeyId: 'i', accessKeySecret: 's', securityToken, expiration };
  };
  const context: CredentialContext = {
    environment: {},
    home: '',
    transport: () => Promise.reject(new Error('not used')),
    now: () => clock.now,
    nonce: () => '',
    metadataEndpoint: '',
  };
  const hang = () => {
    hangs = true;
  };
  return { provider: refreshing(source, context), clock, context, hang, calls: () => calls };
}

test('a key is cached until five minutes before it expires', async () => {
  const { provider, clock, calls } = numbered();
  await provider();
  clock.now = HOUR - 300_001;
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
  expect(calls()).toBe(1);
  clock.now = HOUR - 300_000;
  await provider();
  await expect.poll(() => provider()).toMatchObject({ securityToken: '2' });
  expect(calls()).toBe(2);
});

test('nobody waits for the new key while the old one is valid', async () => {
  const { provider, clock, hang } = numbered();
  await provider();
  hang();
  clock.now = HOUR - 240_000;
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
});

test('a failed background renewal is reported and retried a second later', async () => {
  const { provider, clock, calls } = numbered(['works', 'fails', 'works']);
  const events: unknown[] = [];
  const listener = (event: unknown) => void events.push(event);
  subscribe('aliyun-sms:credentials', listener);
  onTestFinished(() => void unsubscribe('aliyun-sms:credentials', listener));
  await provider();
  clock.now = HOUR - 5000;
  await provider();
  await expect.poll(() => events).toEqual([{ message: expect.any(String), goodUntil: HOUR }]);
  clock.now += 999;
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
  expect(calls()).toBe(2);
  clock.now += 1;
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
  await expect.poll(calls).toBe(3);
  await expect(provider()).resolves.toMatchObject({ securityToken: '3' });
});

test('the source is called once, however many wait', async () => {
  const { provider, calls } = numbered();
  await Promise.all(Array.from({ length: 50 }, () => provider()));
  await Promise.all(Array.from({ length: 50 }, () => provider({ refresh: true })));
  expect(calls()).toBe(2);
});

test('a key that is still valid is used while its source fails', async () => {
  const { provider, clock } = numbered(['works', 'fails', 'fails', 'works']);
  await provider();
  clock.now = HOUR - 1;
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
  clock.now = HOUR;
  await expect(provider()).rejects.toThrow('no answer');
  await expect(provider()).resolves.toMatchObject({ securityToken: '4' });
});

test('a key that does not expire is requested once', async () => {
  const { context } = numbered();
  const environment = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'i',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's',
  };
  const provider = refreshing(environmentSource, { ...context, environment });
  expect(await provider()).toBe(await provider());
});
