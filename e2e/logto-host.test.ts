import { USAGE_TYPES } from 'aliyun-sms-sender';
import { describe, expect, test } from 'vitest';
import type { LogtoMessage } from './testing/logto-installation.ts';
import { account, freshNumber, signName, templates } from './testing/ready-made.ts';
import { useLogto } from './testing/use-logto.ts';

const ours = 'aliyun-sms';
const official = 'aliyun-short-message-service';

const { logto, sandbox } = await useLogto();

function settings(overrides: object = {}) {
  const types = ['SignIn', 'Register', 'ForgotPassword', 'Generic'];
  return {
    ...account,
    signName,
    templates: types.map((usageType) => ({ usageType, templateCode: templates })),
    endpoint: sandbox.url,
    ...overrides,
  };
}

function message(overrides: Partial<LogtoMessage> = {}): LogtoMessage {
  const to = `86${freshNumber()}`;
  return { to, type: 'SignIn', payload: { code: '042137', locale: 'en' }, ...overrides };
}

test('the loader loads both the packed connector and the official one', async () => {
  const factories = await logto.factories();
  const loaded = factories.map(({ metadata, type }) => `${String(metadata['id'])} ${type}`);
  expect(new Set(loaded)).toEqual(new Set([`${ours} Sms`, `${official} Sms`]));
  expect(logto.output()).toBe('');
});

test('Console gets the README and the logo from the packed files', async () => {
  const factories = await logto.factories();
  const metadata = factories.find((factory) => factory.metadata['id'] === ours)?.metadata;
  expect(metadata).toMatchObject({
    logo: expect.stringMatching(/^data:image\/svg\+xml;base64,/),
    readme: expect.stringContaining('Aliyun'),
  });
});

describe.each([ours, official])('%s', (connector) => {
  test('saves its settings, and sends a code', async () => {
    await logto.save(connector, settings());
    const sent = message();
    await logto.send(connector, sent);
    expect(sandbox.lastCode(sent.to)).toBe('042137');
  });
});

/** Settings as they were three years ago. */
function oldSettings() {
  const types = ['Register', 'SignIn', 'Test'];
  return settings({
    templates: types.map((usageType) => ({ usageType, templateCode: templates })),
  });
}

describe('settings with the usage types Register, SignIn and Test only', () => {
  test.each(USAGE_TYPES)('save, and send a message of type %s', async (type) => {
    await logto.save(ours, oldSettings());
    const sent = message({ type });
    await logto.send(ours, sent);
    expect(sandbox.messages.list().messages).toMatchObject([
      { to: `+${sent.to}`, code: '042137', signName, templateCode: templates.china },
    ]);
  });

  test('send to an overseas number with the overseas template', async () => {
    await logto.save(ours, oldSettings());
    await logto.send(ours, message({ to: '85268326366' }));
    expect(sandbox.messages.list().messages).toMatchObject([
      { to: '+85268326366', country: 'HK', templateCode: templates.overseas, code: '042137' },
    ]);
  });
});

test('Console\'s "Send" uses unsaved settings', async () => {
  await logto.save(ours, settings({ signName: '已保存' }));
  const sent = message({ type: 'Generic', payload: { code: '000000' } });
  await logto.send(ours, sent, settings());
  expect(sandbox.messages.list().messages).toMatchObject([{ signName, code: '000000' }]);
});

describe('a failure reaches the host as its own ConnectorError', () => {
  test('if settings are refused', async () => {
    await expect(logto.save(ours, settings({ accessKeyId: 42 }))).rejects.toMatchObject({
      ofHost: true,
      code: 'invalid_config',
    });
  });

  const refused: readonly [what: string, overrides: object][] = [
    ['the signature does not exist', { signName: '不存在' }],
    ['the secret is wrong', { accessKeySecret: 'wrong' }],
    ['the endpoint refuses the connection', { endpoint: 'http://127.0.0.1:1' }],
  ];
  test.each(refused)('if %s', async (_what, overrides) => {
    await logto.save(ours, settings(overrides));
    await expect(logto.send(ours, message())).rejects.toMatchObject({ ofHost: true });
    expect(sandbox.messages.list().messages).toHaveLength(0);
  });

  test('with a specific code if one number requests too many messages', async () => {
    await logto.save(ours, settings());
    const sent = message();
    await logto.send(ours, sent);
    await expect(logto.send(ours, sent)).rejects.toMatchObject({
      ofHost: true,
      code: 'rate_limit_exceeded',
    });
  });
});
