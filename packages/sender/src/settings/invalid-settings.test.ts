import { describe, expect, it } from 'vitest';
import { bilingual } from '../words.ts';
import { issueLines, readSettings } from './read-settings.ts';

const valid = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '阿里云短信测试',
  templates: [{ usageType: 'Generic', templateCode: 'SMS_154950909' }],
};

const messagesOf = (config: unknown): readonly string[] => {
  const settings = readSettings(config);
  return 'issues' in settings
    ? settings.issues.flatMap((issue) => issueLines([issue]).map(bilingual))
    : [];
};

describe('invalid settings', () => {
  it('are refused with the field, the problem and where to find the value', () => {
    expect(messagesOf({ ...valid, signName: '<signature-name>' })).toEqual([
      'signName: still holds the placeholder <signature-name>: replace it with your own value. Where to find it: SMS console (dysms.console.aliyun.com) > Domestic (国内消息) > Signatures (签名管理) / signName：仍是占位符 <signature-name>，请换成自己的值。查找位置：短信服务控制台（dysms.console.aliyun.com）> 国内消息 > 签名管理',
    ]);
  });

  it.each([
    ['no object', undefined, 'settings: is missing'],
    ['null instead of an object', null, 'settings: has the wrong type: must be an object'],
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
      'templates[0].templateCode.oversea: is not china, overseas, or a country code',
    ],
    [
      'a region with a number',
      { ...valid, templates: [{ usageType: 'Generic', templateCode: { china: 1 } }] },
      'templates[0].templateCode.china: has the wrong type: must be a string',
    ],
    [
      'a code that is a number',
      { ...valid, templates: [{ usageType: 'Generic', templateCode: 154950909 }] },
      'templates[0].templateCode: must be a string like SMS_123456789',
    ],
    [
      'usage types without a template',
      { ...valid, templates: [{ usageType: 'SignIn', templateCode: 'SMS_1' }] },
      'templates: has no entry for Register, ForgotPassword, Generic',
    ],
    [
      'only a text where templates are sent',
      { ...valid, templates: [{ usageType: 'Generic', text: 'Your code is {{code}}' }] },
      'templates: has no entry with a templateCode for SignIn',
    ],
    [
      'only a text in a fallback that sends templates',
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
    [
      'a misspelt limit',
      { ...valid, guard: { perIP: [] } },
      'guard: unknown setting perIP, did you mean perIp?',
    ],
    [
      'a window without a length',
      { ...valid, guard: { perNumber: [{ limit: 1 }] } },
      'guard.perNumber[0].seconds: is missing',
    ],
    ['a signature in its brackets', { ...valid, signName: '【示例】' }, 'without 【 and 】'],
    [
      'a key with a space inside',
      { ...valid, accessKeyId: 'test id' },
      'accessKeyId: contains a space',
    ],
    ['a signature of only spaces', { ...valid, signName: ' \u3000' }, 'signName: is missing'],
    [
      'a strict check of numbers that are read as mainland',
      { ...valid, strictPhoneRegionNumberCheck: true, bareNumbers: 'mainland' },
      'bareNumbers: contradicts strictPhoneRegionNumberCheck',
    ],
    ['a limit of 0', { ...valid, guard: { total: [{ limit: 0, seconds: 60 }] } }, 'total[0].limit'],
    [
      'counting unverified sends per number',
      { ...valid, guard: { perNumber: [{ limit: 1, seconds: 60, count: 'unverified' }] } },
      'guard.perNumber[0].count: is not for perNumber',
    ],
    [
      'a growing limit where all sends count',
      { ...valid, guard: { perIp: [{ limit: 1, seconds: 60, perVerified: 0.5 }] } },
      'guard.perIp[0].perVerified: is only for windows with "count": "unverified"',
    ],
    [
      'a limit that shrinks',
      {
        ...valid,
        guard: { perIp: [{ limit: 1, seconds: 60, count: 'unverified', perVerified: -1 }] },
      },
      'guard.perIp[0].perVerified',
    ],
    [
      'another way of counting',
      { ...valid, guard: { perIp: [{ limit: 1, seconds: 60, count: 'verified' }] } },
      'guard.perIp[0].count: must be one of unverified',
    ],
    [
      'a country that is called GB',
      { ...valid, guard: { countries: ['CN', 'UK'] } },
      'countries[1]',
    ],
    ['an unknown country', { ...valid, guard: { countries: ['XX'] } }, 'guard.countries[0]'],
    ['a group of countries', { ...valid, guard: { countries: ['EU'] } }, 'guard.countries[0]'],
    ['an invalid number', { ...valid, guard: { allowNumbers: ['12'] } }, 'allowNumbers[0]'],
    [
      'codes that are valid too long',
      { ...valid, guard: { codeMinutes: 61 } },
      'guard.codeMinutes',
    ],
    ['no days of trust', { ...valid, guard: { trustVerifiedDays: 0 } }, 'guard.trustVerifiedDays'],
    ...[
      '10.0.0.0/33',
      // An empty string is 0 as a number: all of IPv4.
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
    [
      'a country name in a route',
      { ...valid, routes: [{ countries: ['usa'] }] },
      'routes[0].countries[0]',
    ],
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
        'fallbacks[0].templates: is missing: the templates of SMS authentication do not work with other',
      ],
    ),
    [
      'half a key in a fallback',
      { ...valid, fallbacks: [{ accessKeyId: 'other' }] },
      'fallbacks[0].accessKeySecret: is missing',
    ],
    ['an unknown choice', { ...valid, site: 'chinese' }, '只能是 china、international'],
    [
      'a string instead of a list',
      { ...valid, fallbacks: 'none' },
      'fallbacks: has the wrong type: must be a list',
    ],
    ['no country in a route', { ...valid, routes: [{ countries: [] }] }, '至少为 1'],
    [
      'a variable that is a list',
      { ...valid, templates: [{ ...valid.templates[0], params: { code: [] } }] },
      'templates[0].params.code: has the wrong type: must be a string or a number',
    ],
  ])('%s is refused', (_, config, message) => {
    const messages = messagesOf(config);
    expect(messages.join('\n')).toContain(message);
    // The operator's language is unknown.
    for (const text of messages) expect(text).toMatch(/^\S*: .+ \/ \S+：.*\p{Script=Han}/u);
  });
});

it('fields with the same problem share a line', () => {
  const templates = ['Generic', 'SignIn'].map((usageType) => ({
    usageType,
    templateCode: '<code>',
  }));
  const settings = readSettings({ ...valid, templates });
  const lines = 'issues' in settings ? issueLines(settings.issues) : [];
  expect(lines.map(({ en }) => en)).toEqual([
    expect.stringMatching(
      /^templates\[0\]\.templateCode, templates\[1\]\.templateCode: still holds/,
    ),
  ]);
});
