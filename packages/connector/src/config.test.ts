import { describe, expect, it } from 'vitest';
import { USAGE_TYPES } from './config-schema.ts';
import { configGuard, readSettings } from './config.ts';

const valid = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '阿里云短信测试',
  templates: [{ usageType: 'Generic', templateCode: 'SMS_154950909' }],
};

const ofTenant = (tenant: number) => ({ ...valid, signName: `Tenant ${tenant}` });

const messagesOf = (config: unknown): readonly string[] => {
  const parsed = configGuard.safeParse(config);
  return parsed.success ? [] : parsed.error.issues.map(({ message }) => message);
};

const settingsOf = (config: unknown) => {
  const settings = readSettings(config);
  if ('issues' in settings) throw settings;
  return settings;
};

describe('wrong settings', () => {
  it('are refused with the field, the problem and the place of the right value', () => {
    expect(messagesOf({ ...valid, signName: '<signature-name>' })).toEqual([
      'signName: still holds the placeholder <signature-name>: put your own value there / 仍是占位符 <signature-name>，请换成自己的值. Where to find it / 在哪里找: SMS console 短信服务控制台 (dysms.console.aliyun.com) > 国内消息 Domestic > 签名管理 Signatures',
    ]);
  });

  it.each([
    ['an object is expected', undefined, 'settings: Required'],
    ['an object is expected, not null', null, 'settings: Expected object, received null'],
    ['a missing key', { ...valid, accessKeySecret: undefined }, 'accessKeySecret: is missing'],
    ['an emptied key', { ...valid, accessKeyId: '' }, 'accessKeyId: is missing'],
    ['no templates', { ...valid, templates: {} }, 'templates: is missing'],
    [
      'a template without a code',
      { ...valid, templates: [{ usageType: 'Generic' }] },
      'templates[0].templateCode: is missing for Generic',
    ],
    [
      'a template with empty codes, which Logto would not store,',
      {
        ...valid,
        templates: [
          ...valid.templates,
          { usageType: 'SignIn', templateCode: { china: '', overseas: '' } },
        ],
      },
      'templates[1].templateCode: is missing for SignIn',
    ],
    [
      'an empty signature by region',
      { ...valid, signName: '', signNames: { china: '' } },
      'signName: is missing',
    ],
    [
      'a placeholder in a region',
      {
        ...valid,
        templates: [{ usageType: 'Generic', templateCode: { china: 'SMS_1', overseas: '<code>' } }],
      },
      'templates[0].templateCode.overseas: still holds the placeholder <code>',
    ],
    [
      'a misspelt region',
      { ...valid, templates: [{ usageType: 'Generic', templateCode: { oversea: 'SMS_1' } }] },
      'templates[0].templateCode.oversea: is neither china, overseas nor a country',
    ],
    [
      'a region with a number',
      { ...valid, templates: [{ usageType: 'Generic', templateCode: { china: 1 } }] },
      'templates[0].templateCode.china: must be a text',
    ],
    [
      'a code that is a number',
      { ...valid, templates: [{ usageType: 'Generic', templateCode: 154950909 }] },
      'templates[0].templateCode: must be a text like SMS_123456789',
    ],
    [
      'usage types without a template',
      { ...valid, templates: [{ usageType: 'SignIn', templateCode: 'SMS_1' }] },
      'templates: has no entry for Register, ForgotPassword, Generic',
    ],
    [
      'a text alone where a template is sent',
      { ...valid, templates: [{ usageType: 'Generic', text: 'Your code is {{code}}' }] },
      'templates: has no entry with a templateCode for SignIn',
    ],
    [
      'a text alone in a fallback that sends templates',
      { ...valid, fallbacks: [{ templates: [{ usageType: 'Generic', text: '{{code}}' }] }] },
      'fallbacks[0].templates: has no entry with a templateCode for SignIn',
    ],
    ['no signature', { ...valid, signName: undefined }, 'signName: is missing'],
    [
      'a bad locale',
      { ...valid, templates: [{ ...valid.templates[0], locale: '中文' }] },
      'locale',
    ],
    ['a path in the endpoint', { ...valid, endpoint: 'https://a.example/x' }, 'must be an origin'],
    ['plain http', { ...valid, endpoint: 'http://dysmsapi.aliyuncs.com' }, 'https://'],
    ['a user in the endpoint', { ...valid, endpoint: 'https://u:p@a.example' }, 'user name'],
    ['a time limit too short', { ...valid, timeoutMs: 100 }, 'timeoutMs'],
    ['a misspelt limit', { ...valid, guard: { perNumbers: [] } }, 'perNumbers'],
    ['a limit of 0', { ...valid, guard: { total: [{ limit: 0, seconds: 60 }] } }, 'total[0].limit'],
    ...[
      '10.0.0.0/33',
      // Read as a number, nothing is 0: the whole of IPv4.
      '10.0.0.0/',
      '10.0.0.0/-1',
      '10.0.0.0/8.5',
      '10.0.0.0/0x8',
      '10.0.0.0/8/8',
      'localhost',
    ].map((range): [string, object, string] => [
      `the range ${range}`,
      { ...valid, guard: { allowIps: [range] } },
      'guard.allowIps[0]',
    ]),
    ['a route to a name', { ...valid, routes: [{ countries: ['usa'] }] }, 'routes[0].countries[0]'],
    [
      'SMS authentication without its templates',
      { ...valid, fallbacks: [{ channel: 'mas' }] },
      'fallbacks[0].templates: is missing: SMS authentication has its own templates',
    ],
    ...[{ channel: 'sms' }, { site: 'china' }, { channel: 'international' }].map(
      (fallback): [string, object, string] => [
        `another channel (${JSON.stringify(fallback)}) with the templates of SMS authentication`,
        {
          ...valid,
          channel: 'mas',
          templates: [{ usageType: 'Generic', templateCode: '100001' }],
          fallbacks: [fallback],
        },
        'fallbacks[0].templates: is missing: the templates of SMS authentication go with no other',
      ],
    ),
    [
      'half a key in a fallback',
      { ...valid, fallbacks: [{ accessKeyId: 'other' }] },
      'fallbacks[0].accessKeySecret: is missing',
    ],
    ['a choice that is none', { ...valid, site: 'chinese' }, '只能是 china、international'],
    ['a text for a list', { ...valid, fallbacks: 'none' }, 'fallbacks: Expected array'],
    ['no country in a route', { ...valid, routes: [{ countries: [] }] }, '至少为 1'],
    ['a time limit too long', { ...valid, timeoutMs: 60_000 }, '至多为 30000'],
    [
      'a variable that is a list',
      { ...valid, templates: [{ ...valid.templates[0], params: { code: [] } }] },
      'templates[0].params.code: Invalid input / 无效',
    ],
  ])('%s is refused', (_, config, message) => {
    const messages = messagesOf(config);
    expect(messages.join('\n')).toContain(message);
    // Nobody says which language the operator reads.
    const withoutPlace = messages.map((text) => text.split('. Where to find it')[0]);
    for (const text of withoutPlace) expect(text).toMatch(/^\S*: [ -~…]+ \/ .*\p{Script=Han}/u);
  });
});

describe('settings', () => {
  it('are complete with an entry for each of the nine types and no Generic', () => {
    const templates = USAGE_TYPES.map((usageType) => ({ usageType, templateCode: 'SMS_1' }));
    expect(messagesOf({ ...valid, templates })).toEqual([]);
  });

  it('of SMS authentication lend their templates to it alone', () => {
    const templates = [{ usageType: 'Generic', templateCode: '100001' }];
    const second = { accessKeyId: 'second', accessKeySecret: 'other' };
    const fallbacks = [second, { channel: 'sms', signName: 'Own', templates: valid.templates }];
    expect(messagesOf({ ...valid, channel: 'mas', templates, fallbacks })).toEqual([]);
  });

  it('may hold texts alone for the international channel', () => {
    const templates = [{ usageType: 'Generic', text: 'Your code is {{code}}' }];
    expect(messagesOf({ ...valid, site: 'international', templates })).toEqual([]);
    const routes = [{ countries: ['US'], channel: 'international', templates }];
    expect(messagesOf({ ...valid, routes })).toEqual([]);
  });

  it('of old, with Register, SignIn and Test, serve all nine types', () => {
    const templates = ['Register', 'SignIn', 'Test'].map((usageType) => ({
      usageType,
      templateCode: 'SMS_1',
    }));
    expect(messagesOf({ ...valid, templates })).toEqual([]);
  });

  it('that are empty in Console’s ways mean the defaults', () => {
    const emptied = {
      ...valid,
      strictPhoneRegionNumberCheck: false,
      bareNumbers: '',
      signNames: {},
      from: null,
      site: null,
      channel: 'auto',
      routes: {},
      fallbacks: [],
      guard: {},
      endpoint: '',
      timeoutMs: null,
    };
    expect(settingsOf(emptied)).toEqual(settingsOf(valid));
    expect(settingsOf({ ...valid, timeoutMs: 0 })).toEqual(settingsOf(valid));
  });

  it('choose the endpoint and the channel by the site', () => {
    const international = settingsOf({ ...valid, site: 'international' }).main;
    expect(international).toMatchObject({
      channel: 'international',
      endpoint: 'https://dysmsapi.ap-southeast-1.aliyuncs.com',
    });
    expect(settingsOf(valid).main).toMatchObject({
      channel: 'sms',
      endpoint: 'https://dysmsapi.aliyuncs.com',
    });
  });

  it('give a fallback what it does not say itself', () => {
    const [fallback] = settingsOf({
      ...valid,
      fallbacks: [{ accessKeyId: 'second', accessKeySecret: 'other' }],
    }).fallbacks;
    expect(fallback).toMatchObject({
      label: 'fallbacks[0]',
      credentials: { accessKeyId: 'second' },
      signName: valid.signName,
      endpoint: 'https://dysmsapi.aliyuncs.com',
    });
  });

  it('of signatures by region do not hide the one of a route or a fallback', () => {
    const { routes, fallbacks } = settingsOf({
      ...valid,
      signNames: { china: 'Mainland', overseas: 'Abroad' },
      routes: [{ countries: ['GB'], signName: 'British' }],
      fallbacks: [{ signName: 'Second' }, { signNames: { HK: 'Hong Kong' } }, {}],
    });
    expect(routes[0]?.channel).toMatchObject({ signName: 'British', signNames: {} });
    expect(fallbacks.map(({ signNames }) => signNames)).toEqual([
      {},
      { HK: 'Hong Kong' },
      { china: 'Mainland', overseas: 'Abroad' },
    ]);
  });

  it('count by the smallest of windows that are equally long', () => {
    const limits = [9, 2, 4, 2].map((limit) => ({ limit, seconds: 60 }));
    const day = { limit: 1, seconds: 86_400 };
    const { guard } = settingsOf({ ...valid, guard: { total: [...limits, day] } });
    expect(guard?.total).toEqual([{ limit: 2, seconds: 60 }, day]);
  });

  it('lend an endpoint outside Aliyun to every channel, and one inside only to its product', () => {
    const mas = {
      channel: 'mas',
      signName: '速通互联验证码',
      templates: [{ usageType: 'Generic', templateCode: '100001' }],
    };
    const endpointOf = (endpoint: string) =>
      settingsOf({ ...valid, endpoint, fallbacks: [mas] }).fallbacks[0]?.endpoint;
    expect(endpointOf('http://127.0.0.1:4086')).toBe('http://127.0.0.1:4086');
    expect(endpointOf('https://dysmsapi.cn-beijing.aliyuncs.com')).toBe(
      'https://dypnsapi.aliyuncs.com',
    );
  });

  it('that repeat are parsed once', () => {
    expect(readSettings({ ...valid })).toBe(readSettings({ ...valid }));
  });

  it('that the host changes in its own object are parsed anew', () => {
    const config = structuredClone(valid);
    expect(settingsOf(config).main.signName).toBe(valid.signName);
    config.signName = 'Another';
    expect(settingsOf(config).main.signName).toBe('Another');
    expect(settingsOf({ ...valid }).main.signName).toBe(valid.signName);
  });

  it('are remembered for a few tenants at a time', () => {
    const first = settingsOf(ofTenant(0));
    for (let tenant = 1; tenant < 16; tenant += 1) settingsOf(ofTenant(tenant));
    expect(settingsOf(ofTenant(0))).toBe(first);
    settingsOf(ofTenant(16));
    expect(settingsOf(ofTenant(0))).not.toBe(first);
  });
});
