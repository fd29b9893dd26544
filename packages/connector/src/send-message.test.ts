import { ConnectorErrorCodes } from '@logto/connector-kit';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { USAGE_TYPES } from 'aliyun-sms-sender';
import { eventsOf, settingsFor } from '../../sender/src/testing/sending.ts';
import { failureOf, send, trySend } from './testing/sending.ts';
import { useLog, useSandbox } from '../../sender/src/testing/test-run.ts';

const sandbox = await useSandbox();
const lines = useLog();

afterEach(() => {
  delete process.env['ALIYUN_SMS_LOG'];
});

const settings = (more: object = {}) => settingsFor(sandbox.url, more);
const sentMessages = () => sandbox.messages.list({}).messages;
const refuseWith = (apiCode: string) =>
  sandbox.faults.replace([{ effect: { kind: 'apiCode', apiCode } }]);

describe('a verification code', () => {
  it.each([
    ['8613800138000', '+8613800138000', 'SMS_200000001'],
    ['13800138000', '+8613800138000', 'SMS_200000001'],
    ['85268326366', '+85268326366', 'SMS_200000020'],
    ['14155550123', '+14155550123', 'SMS_200000020'],
  ])('for %s reaches the phone %s with the template %s', async (requested, to, templateCode) => {
    await send(settings(), { to: requested });
    expect(sentMessages()).toMatchObject([
      { to, templateCode, code: '123456', signName: '示例科技' },
    ]);
  });

  it.each(USAGE_TYPES)('of the type %s is sent with settings from older versions', async (type) => {
    const templates = ['Register', 'SignIn', 'Test'].map((usageType) => ({
      usageType,
      templateCode: 'SMS_200000001',
    }));
    await send(settings({ templates }), { type });
    expect(sentMessages()).toMatchObject([{ code: '123456' }]);
  });

  it('keeps its leading zero', async () => {
    await send(settings(), { payload: { code: '012345' } });
    expect(sandbox.lastCode('13800138000')).toBe('012345');
  });

  it('is sent alone, whatever else Logto’s payload contains', async () => {
    const payload = { locale: 'zh-CN', uiLocales: 'zh-CN en', user: { name: 'A' } };
    await send(settings(), { payload });
    const [request] = sandbox.requests.list();
    expect(request?.parameters['TemplateParam']).toBe('{"code":"123456"}');
  });

  it('can be tested with unsaved settings', async () => {
    await trySend(settings(), { type: 'Generic', payload: { code: '000000' } });
    expect(sandbox.lastCode('13800138000')).toBe('000000');
  });

  it('is sent through the channel of the country’s route', async () => {
    const routes = [{ countries: ['HK'], signName: '示例验证' }];
    await send(settings({ routes }), { to: '85268326366' });
    await send(settings({ routes }));
    expect(sentMessages().map(({ signName }) => signName)).toEqual(['示例科技', '示例验证']);
  });
});

describe('a failure', () => {
  it.each([
    ['isv.BUSINESS_LIMIT_CONTROL', ConnectorErrorCodes.RateLimitExceeded],
    ['Throttling.User', ConnectorErrorCodes.RateLimitExceeded],
    ['isv.DAY_LIMIT_CONTROL', ConnectorErrorCodes.General],
    ['isv.MOBILE_NUMBER_ILLEGAL', ConnectorErrorCodes.General],
    ['isv.BLACK_KEY_CONTROL_LIMIT', ConnectorErrorCodes.General],
    ['SignatureDoesNotMatch', ConnectorErrorCodes.General],
    ['isp.RAM_PERMISSION_DENY', ConnectorErrorCodes.General],
    ['isv.SMS_SIGNATURE_ILLEGAL', ConnectorErrorCodes.General],
    ['isv.SMS_TEMPLATE_ILLEGAL', ConnectorErrorCodes.General],
    ['isv.AMOUNT_NOT_ENOUGH', ConnectorErrorCodes.General],
    ['isv.NEVER_HEARD_OF', ConnectorErrorCodes.General],
  ])('%s is reported to Logto as %s', async (apiCode, code) => {
    refuseWith(apiCode);
    const failed = await failureOf(send(settings({ timeoutMs: 2000 })));
    expect(failed.code).toBe(code);
    expect(sentMessages()).toEqual([]);
  });

  it('shows nothing about the account to the browser, and logs the reason', async () => {
    refuseWith('isv.AMOUNT_NOT_ENOUGH');
    const { data } = await failureOf(send(settings()));
    expect(Object.keys(data).toSorted()).toEqual(['errorDescription', 'requestId']);
    expect(JSON.stringify(data)).not.toMatch(/balance|AMOUNT/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'error',
      event: 'aliyun-sms:send',
      apiCode: 'isv.AMOUNT_NOT_ENOUGH',
      outcome: 'not-sent',
      requestId: data['requestId'],
      to: '+86138****8000',
    });
  });

  it.each([
    ['an HTML page from a proxy', { kind: 'html' }],
    ['garbage', { kind: 'garbage' }],
    ['a cut connection', { kind: 'reset', when: 'before' }],
  ] as const)('by %s is shown to the operator with an unknown outcome', async (_, effect) => {
    sandbox.faults.replace([{ effect }]);
    const failed = await failureOf(trySend(settings({ timeoutMs: 2000 })));
    expect(failed).toMatchObject({
      code: ConnectorErrorCodes.General,
      data: { outcome: 'unknown' },
    });
  });

  it.each([
    ['a cut connection', { kind: 'reset', when: 'before' }],
    ['no answer', { kind: 'silence' }],
    ['an internal error of Aliyun', { kind: 'apiCode', apiCode: 'isp.SYSTEM_ERROR' }],
    ['a 502', { kind: 'status', status: 502 }],
  ] as const)('with an unknown outcome (%s) leads the user to the code page', async (_, effect) => {
    // Without it, several unknown outcomes in a row would count as an outage.
    await send(settings(), { to: '8613900139000' });
    sandbox.faults.replace([{ effect }]);
    await expect(send(settings({ timeoutMs: 2000 }))).resolves.toEqual({});
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ level: 'error', outcome: 'unknown' });
  });

  it('is shown to the user if something else answered in Aliyun’s place', async () => {
    sandbox.faults.replace([{ effect: { kind: 'html' } }]);
    expect((await failureOf(send(settings()))).code).toBe(ConnectorErrorCodes.General);
  });

  it.each([
    [
      'a country without a template',
      { templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_200000001' } }] },
    ],
    ['a country outside guard.countries', { guard: { countries: ['CN'] } }],
  ])('for %s is a warning', async (_, more) => {
    await failureOf(send(settings(more), { to: '85268326366' }));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn' });
  });

  it('by an unreachable server is Logto’s own error', async () => {
    const failed = await failureOf(
      send(settings({ endpoint: 'http://127.0.0.1:10', timeoutMs: 2000 })),
    );
    expect(failed.code).toBe(ConnectorErrorCodes.General);
  });

  it.each([
    ['an invalid number', { to: '12345' }, {}, ConnectorErrorCodes.General],
    [
      'a number that may be a stranger’s',
      { to: '13105550123' },
      { templates: [{ usageType: 'Generic', templateCode: 'SMS_200000001' }] },
      ConnectorErrorCodes.General,
    ],
    [
      'a missing variable',
      {},
      { templates: [{ usageType: 'Generic', templateCode: 'SMS_1', params: { c: '{{link}}' } }] },
      ConnectorErrorCodes.General,
    ],
    ['a key with a space', {}, { accessKeyId: 'test id' }, ConnectorErrorCodes.General],
    ['a signature of only spaces', {}, { signName: ' ' }, ConnectorErrorCodes.General],
    [
      'a country without a signature',
      { to: '85268326366' },
      { signName: undefined, signNames: { china: '示例科技' } },
      ConnectorErrorCodes.General,
    ],
    ['invalid settings', {}, { signName: '<name>' }, ConnectorErrorCodes.General],
  ])('for %s makes no call', async (_, request, more, code) => {
    expect((await failureOf(send(settings(more), request))).code).toBe(code);
    expect(sandbox.requests.list()).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  it('while reading the stored settings is Logto’s own error', async () => {
    const { default: createConnector } = await import('./index.ts');
    const connector = await createConnector({
      getConfig: async () => {
        throw new TypeError('the database is down: postgres://user:password@db');
      },
    });
    const { code, data } = await failureOf(
      connector.sendMessage(
        Object.assign(Object.create(null), { to: '1', type: 'SignIn', payload: {} }),
      ),
    );
    expect(code).toBe(ConnectorErrorCodes.General);
    expect(JSON.stringify(data)).not.toContain('postgres');
  });
});

describe('the report of a send', () => {
  const secrets = [/testsecret/, /654321/, /13800138000/, /http:\/\/127/];

  it.each([undefined, 'isv.SMS_SIGNATURE_ILLEGAL', 'isp.SYSTEM_ERROR'])(
    'answered with %s contains no secret, no code and no full number',
    async (apiCode) => {
      process.env['ALIYUN_SMS_LOG'] = 'debug';
      if (apiCode !== undefined) refuseWith(apiCode);
      const results: unknown[] = [];
      const request = { payload: { code: '654321' } };
      const events = await eventsOf(async () => {
        for (const way of [send, trySend]) {
          results.push(await way(settings(), request).catch((error: unknown) => error));
        }
      });
      const all = inspect([...results, ...events, ...lines], { depth: 20, showHidden: true });
      for (const secret of secrets) expect(all).not.toMatch(secret);
    },
  );

  it('is an event with the details an operator needs', async () => {
    const [event] = await eventsOf(() => send(settings(), { ip: '203.0.113.7' }));
    const [message] = sentMessages();
    expect(event).toMatchObject({
      usage: 'SignIn',
      outcome: 'accepted',
      attempts: 1,
      to: '+86138****8000',
      country: 'CN',
      channel: 'sms',
      channelLabel: 'settings',
      templateCode: 'SMS_200000001',
      bizId: message?.bizId,
      requestId: message?.requestId,
    });
  });

  it('counts the calls made until a message was accepted', async () => {
    const effect = { kind: 'apiCode', apiCode: 'Throttling.User' } as const;
    sandbox.faults.replace([{ effect, times: 1 }]);
    const [event] = await eventsOf(() => send(settings()));
    expect(event).toMatchObject({ outcome: 'accepted', attempts: 2 });
    expect(sandbox.requests.list()).toHaveLength(2);
  });

  it.each([
    [undefined, 0],
    ['warn', 0],
    ['info', 1],
    ['INFO', 1],
    ['silent', 0],
    ['nonsense', 0],
  ])('has, at log level %s, %d lines for an ordinary send', async (level, count) => {
    if (level !== undefined) process.env['ALIYUN_SMS_LOG'] = level;
    await send(settings());
    expect(lines).toHaveLength(count);
  });
});
