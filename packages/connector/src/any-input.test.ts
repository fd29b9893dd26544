import { ConnectorErrorCodes } from '@logto/connector-kit';
import { expect, it } from 'vitest';
import createConnector from './index.ts';
import { settingsFor } from '../../sender/src/testing/sending.ts';
import { failureOf } from './testing/sending.ts';
import { useLog, useSandbox } from '../../sender/src/testing/test-run.ts';

const sandbox = await useSandbox();
useLog();
const settings = () => settingsFor(sandbox.url);

const NOT_STRINGS = [null, 0, 13_800_138_000, [], {}, true, () => '1'];
const ODD: readonly (readonly [string, unknown])[] = [
  ...[...NOT_STRINGS, undefined].flatMap((value) => [
    ['to', value] as const,
    ['type', value] as const,
  ]),
  ...[undefined, null, 0, 'code', [], {}, true].map((value) => ['payload', value] as const),
  ...[0, [], {}, true].map((value) => ['ip', value] as const),
];

it.each(ODD)(
  'a request whose %s is %o gets Logto’s own error, in both flows',
  async (field, value) => {
    const data = {
      to: '8613800138000',
      type: 'SignIn',
      payload: { code: '123456' },
      [field]: value,
    };
    const connector = await createConnector({ getConfig: async () => settings() });
    for (const testConfig of [undefined, settings()]) {
      const request = Object.assign(Object.create(null), data);
      const { code } = await failureOf(connector.sendMessage(request, testConfig));
      expect(code).toBe(ConnectorErrorCodes.General);
    }
    expect(sandbox.requests.list()).toEqual([]);
  },
);

it('a request whose fields throw when read gets Logto’s own error', async () => {
  const connector = await createConnector({ getConfig: async () => settings() });
  const thrower = new Proxy(Object.create(null), {
    get: () => {
      throw new TypeError('a getter');
    },
  });
  const payload = Object.assign(Object.create(null), {
    to: '8613800138000',
    type: 'SignIn',
    payload: thrower,
  });
  expect((await failureOf(connector.sendMessage(payload))).code).toBe(ConnectorErrorCodes.General);
  expect((await failureOf(connector.sendMessage(thrower))).code).toBe(ConnectorErrorCodes.General);
  const nothing: unknown = undefined;
  const missing = Object.assign(Object.create(null), { nothing }).nothing;
  expect((await failureOf(connector.sendMessage(missing))).code).toBe(ConnectorErrorCodes.General);
});
