import { expect, test } from 'vitest';
import { environmentSource } from './environment.ts';
import { refreshing } from './refreshing.ts';
import type { CredentialContext, ExpiringCredentials } from './credential-source.ts';

const HOUR = 3_600_000;

/** A source that numbers what it gives, each good for an hour, and a clock to move. */
function numbered(results: readonly ('fails' | 'works')[] = []) {
  const clock = { now: 0 };
  let asked = 0;
  const source = async (): Promise<ExpiringCredentials> => {
    asked += 1;
    const securityToken = String(asked);
    await Promise.resolve();
    if (results[asked - 1] === 'fails') {
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
  return { provider: refreshing(source, context), clock, context, asked: () => asked };
}

test('a key is remembered until five minutes before its end', async () => {
  const { provider, clock, asked } = numbered();
  await provider();
  clock.now = HOUR - 300_001;
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
  clock.now = HOUR - 300_000;
  await expect(provider()).resolves.toMatchObject({ securityToken: '2' });
  expect(asked()).toBe(2);
});

test('however many wait, the source is asked once', async () => {
  const { provider, asked } = numbered();
  await Promise.all(Array.from({ length: 50 }, () => provider()));
  await Promise.all(Array.from({ length: 50 }, () => provider({ refresh: true })));
  expect(asked()).toBe(2);
});

test('a key that is still good outlives a source that fails', async () => {
  const { provider, clock } = numbered(['works', 'fails', 'fails', 'works']);
  await provider();
  clock.now = HOUR - 1;
  await expect(provider()).resolves.toMatchObject({ securityToken: '1' });
  clock.now = HOUR;
  await expect(provider()).rejects.toThrow('no answer');
  await expect(provider()).resolves.toMatchObject({ securityToken: '4' });
});

test('a key without an end is asked for once', async () => {
  const { context } = numbered();
  const environment = {
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'i',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 's',
  };
  const provider = refreshing(environmentSource, { ...context, environment });
  expect(await provider()).toBe(await provider());
});
