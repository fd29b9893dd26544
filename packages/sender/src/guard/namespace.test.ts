import { afterEach, expect, it, vi } from 'vitest';
import { readSettings } from '../settings/read-settings.ts';
import { settingsFor } from '../testing/sending.ts';
import { guardNamespace } from './namespace.ts';

afterEach(() => vi.unstubAllEnvs());

let timeoutMs = 5000;

/** The key of settings that were not read before, always with the same namespace. */
function keyWith(secret: string): string {
  vi.stubEnv('ALIYUN_SMS_GUARD_KEY', secret);
  timeoutMs += 1;
  const settings = readSettings(settingsFor('https://dysmsapi.aliyuncs.com', { timeoutMs }));
  if ('issues' in settings) throw new TypeError('settings');
  return guardNamespace(settings).key.toString('hex');
}

it('numbers are hashed with a key that cannot be derived from the settings alone', () => {
  expect(keyWith('secret')).not.toBe(keyWith(''));
  expect(keyWith('secret')).not.toBe(keyWith('another'));
  expect(keyWith('secret')).toBe(keyWith('secret'));
});
