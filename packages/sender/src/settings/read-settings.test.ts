import { describe, expect, it } from 'vitest';
import { bilingual } from '../words.ts';
import { USAGE_TYPES } from './schema.ts';
import { issueLines, readSettings } from './read-settings.ts';

const valid = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '阿里云短信测试',
  templates: [{ usageType: 'Generic', templateCode: 'SMS_154950909' }],
};

const ofTenant = (tenant: number) => ({ ...valid, signName: `Tenant ${tenant}` });

const messagesOf = (config: unknown): readonly string[] => {
  const settings = readSettings(config);
  return 'issues' in settings
    ? settings.issues.flatMap((issue) => issueLines([issue]).map(bilingual))
    : [];
};

const settingsOf = (config: unknown) => {
  const settings = readSettings(config);
  if ('issues' in settings) throw settings;
  return settings;
};

describe('settings', () => {
  it('are complete with an entry for each of the nine types and no Generic', () => {
    const templates = USAGE_TYPES.map((usageType) => ({ usageType, templateCode: 'SMS_1' }));
    expect(messagesOf({ ...valid, templates })).toEqual([]);
  });

  it('of SMS authentication share their templates only with it', () => {
    const templates = [{ usageType: 'Generic', templateCode: '100001' }];
    const second = { accessKeyId: 'second', accessKeySecret: 'other' };
    const fallbacks = [second, { channel: 'sms', signName: 'Own', templates: valid.templates }];
    expect(messagesOf({ ...valid, channel: 'mas', templates, fallbacks })).toEqual([]);
  });

  it('can have only texts for the international channel', () => {
    const templates = [{ usageType: 'Generic', text: 'Your code is {{code}}' }];
    expect(messagesOf({ ...valid, site: 'international', templates })).toEqual([]);
    const routes = [{ countries: ['US'], channel: 'international', templates }];
    expect(messagesOf({ ...valid, routes })).toEqual([]);
  });

  it('from older versions, with Register, SignIn and Test, serve all nine types', () => {
    const templates = ['Register', 'SignIn', 'Test'].map((usageType) => ({
      usageType,
      templateCode: 'SMS_1',
    }));
    expect(messagesOf({ ...valid, templates })).toEqual([]);
  });

  it('emptied in any of Console’s ways mean the defaults', () => {
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

  it('that Console cannot empty can be set to default', () => {
    const reset = { ...valid, endpoint: 'default', from: 'default', timeoutMs: 'default' };
    expect(settingsOf(reset)).toEqual(settingsOf(valid));
  });

  it('are read without the spaces and invisible characters of copied text', () => {
    const pasted = {
      ...valid,
      accessKeySecret: ' testsecret\n',
      signName: '\u200b阿里云短信测试\u00a0',
      templates: [{ usageType: 'Generic', templateCode: { china: ' SMS_154950909\t' } }],
    };
    expect(settingsOf(pasted).main).toMatchObject({
      credentials: { accessKeySecret: 'testsecret' },
      signName: '阿里云短信测试',
      templates: [{ templateCode: { china: 'SMS_154950909' } }],
    });
  });

  it('have a time limit of 7 s by default, and of at most 8 s', () => {
    expect(settingsOf(valid)).toMatchObject({ timeoutMs: 7000, warnings: [] });
    const { timeoutMs, warnings } = settingsOf({ ...valid, timeoutMs: 60_000 });
    expect(timeoutMs).toBe(8000);
    expect(warnings).toMatchObject([{ path: ['timeoutMs'] }]);
  });

  it('with an unknown key are valid, with a warning that suggests the nearest known key', () => {
    const { warnings } = settingsOf({ ...valid, signNam: 'x', wholly: 'other' });
    expect(warnings).toMatchObject([
      { path: ['signNam'], message: { en: 'unknown setting signNam, did you mean signName?' } },
      { path: ['wholly'], message: { en: 'unknown setting wholly' } },
    ]);
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

  it('are inherited by a fallback that leaves them out', () => {
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

  it('with signatures by region do not hide that of a route or a fallback', () => {
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

  it('share an endpoint outside Aliyun with every channel, and one of Aliyun only with its product', () => {
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

  it('that are equal are parsed once', () => {
    expect(readSettings({ ...valid })).toBe(readSettings({ ...valid }));
  });

  it('are parsed again if the host changes its object', () => {
    const config = structuredClone(valid);
    expect(settingsOf(config).main.signName).toBe(valid.signName);
    config.signName = 'Another';
    expect(settingsOf(config).main.signName).toBe('Another');
    expect(settingsOf({ ...valid }).main.signName).toBe(valid.signName);
  });

  it('are cached for a few tenants at a time', () => {
    const first = settingsOf(ofTenant(0));
    for (let tenant = 1; tenant < 16; tenant += 1) settingsOf(ofTenant(tenant));
    expect(settingsOf(ofTenant(0))).toBe(first);
    for (let tenant = 16; tenant < 48; tenant += 1) settingsOf(ofTenant(tenant));
    expect(settingsOf(ofTenant(0))).not.toBe(first);
  });

  it('already read do not change with the host’s object', () => {
    const raw = ofTenant(50);
    const first = settingsOf(raw);
    Object.assign(raw, { signName: '另一签名' });
    expect(settingsOf(raw).main.signName).toBe('另一签名');
    expect(first.main.signName).not.toBe('另一签名');
  });

  it('that cannot be written as JSON are read too', () => {
    const raw: Record<string, unknown> = { ...ofTenant(51) };
    raw['itself'] = raw;
    expect(settingsOf(raw).warnings).toHaveLength(1);
  });
});
