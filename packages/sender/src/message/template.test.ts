import { describe, expect, it } from 'vitest';
import { readSettings } from '../settings/read-settings.ts';
import { Refusal } from '../failure/refusal.ts';
import { readDestination } from './destination.ts';
import { composeMessage } from './template.ts';

const key = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };

function compose(
  config: object,
  to: string,
  content: { usageType?: string; payload?: Record<string, unknown>; locale?: string } = {},
) {
  const settings = readSettings({ ...key, signName: 'Main', ...config });
  if ('issues' in settings) throw settings;
  const { usageType = 'SignIn', payload = { code: '123456' }, locale } = content;
  return composeMessage(settings.main, readDestination(to, settings), {
    usageType,
    payload,
    locale,
  });
}

const textOf = ({ reason, detail }: Refusal): string => {
  const text = typeof detail === 'object' ? detail.en : detail;
  return text === undefined ? reason : `${reason}: ${text}`;
};

function refusalOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return textOf(error);
    throw error;
  }
  return 'none';
}

const MAINLAND = '8613800138000';
const HONG_KONG = '85268326366';
const NEW_YORK = '12125550123';

describe('the template', () => {
  it.each([
    ['SignIn', 'SMS_signin'],
    ['BindMfa', 'SMS_generic'],
    ['FutureType', 'SMS_generic'],
  ])('for %s is %s', (usageType, templateCode) => {
    const templates = [
      { usageType: 'Generic', templateCode: 'SMS_generic' },
      { usageType: 'SignIn', templateCode: 'SMS_signin' },
    ];
    expect(compose({ templates }, MAINLAND, { usageType })).toMatchObject({ templateCode });
  });

  it('named Test, as in old settings, is used if Generic is missing', () => {
    const templates = ['Register', 'SignIn', 'Test'].map((usageType) => ({
      usageType,
      templateCode: `SMS_${usageType}`,
    }));
    expect(compose({ templates }, MAINLAND, { usageType: 'Generic' })).toMatchObject({
      templateCode: 'SMS_Test',
    });
  });

  it.each([
    [MAINLAND, 'SMS_cn'],
    [HONG_KONG, 'SMS_hk'],
    ['85366123456', 'SMS_overseas'],
    ['886912345678', 'SMS_overseas'],
    [NEW_YORK, 'SMS_overseas'],
    ['13800138000', 'SMS_cn'],
  ])('for the number %s is %s', (to, templateCode) => {
    const templates = [
      {
        usageType: 'Generic',
        templateCode: { china: 'SMS_cn', overseas: 'SMS_overseas', HK: 'SMS_hk' },
      },
    ];
    expect(compose({ templates }, to)).toMatchObject({ templateCode });
  });

  it('of Generic serves a region that the type’s own template leaves out', () => {
    const templates = [
      { usageType: 'SignIn', templateCode: { china: 'SMS_cn' } },
      { usageType: 'Generic', templateCode: { overseas: 'SMS_overseas' } },
    ];
    expect(compose({ templates }, HONG_KONG)).toMatchObject({ templateCode: 'SMS_overseas' });
  });

  it('for an overseas country is missing if no entry has the region', () => {
    const templates = [{ usageType: 'Generic', templateCode: { china: 'SMS_cn' } }];
    expect(refusalOf(() => compose({ templates }, HONG_KONG))).toMatch(/^country-uncovered.*HK/);
  });

  it.each([
    [undefined, 'SMS_any'],
    ['zh-CN', 'SMS_hans'],
    ['zh-SG', 'SMS_hans'],
    ['zh-HK', 'SMS_hant'],
    ['zh-TW', 'SMS_hant'],
    ['zh', 'SMS_hans'],
    ['fr', 'SMS_fr'],
    ['fr-CA', 'SMS_fr'],
    ['pt-BR', 'SMS_br'],
    ['pt-PT', 'SMS_any'],
    ['en-GB', 'SMS_any'],
    ['not a tag', 'SMS_any'],
  ])('for a message in %s is %s', (locale, templateCode) => {
    const templates = [
      { usageType: 'Generic', templateCode: 'SMS_any' },
      { usageType: 'Generic', templateCode: 'SMS_hant', locale: 'zh-Hant' },
      { usageType: 'Generic', templateCode: 'SMS_hans', locale: 'zh-Hans' },
      { usageType: 'Generic', templateCode: 'SMS_fr', locale: 'fr' },
      { usageType: 'Generic', templateCode: 'SMS_br', locale: 'pt-BR' },
    ];
    const content = locale === undefined ? {} : { locale };
    expect(compose({ templates }, MAINLAND, content)).toMatchObject({ templateCode });
  });

  it.each([
    ['zh-CN', 'SMS_zh-CN'],
    ['zh', 'SMS_zh'],
    ['en-US', 'SMS_en-US'],
    ['en', 'SMS_en'],
    ['en-GB', 'SMS_en'],
    ['zh-Hans-CN', 'SMS_zh'],
  ])('for %s is the exact match among several that fit', (locale, code) => {
    const templates = ['zh', 'zh-CN', 'en-US', 'en'].map((tag) => ({
      usageType: 'Generic',
      templateCode: `SMS_${tag}`,
      locale: tag,
    }));
    expect(compose({ templates }, MAINLAND, { locale })).toMatchObject({ templateCode: code });
  });

  it('is the first one if none fits the language and all have one', () => {
    const templates = [
      { usageType: 'Generic', templateCode: 'SMS_zh', locale: 'zh-CN' },
      { usageType: 'Generic', templateCode: 'SMS_en', locale: 'en' },
    ];
    expect(compose({ templates }, MAINLAND, { locale: 'fr' })).toMatchObject({
      templateCode: 'SMS_zh',
    });
  });
});

describe('11 digits that may be +1 or mainland', () => {
  const AMBIGUOUS = '13105550123';

  it('are refused if the template may be meant for the mainland', () => {
    const templates = [{ usageType: 'Generic', templateCode: 'SMS_1' }];
    expect(refusalOf(() => compose({ templates }, AMBIGUOUS))).toMatch(/^number-ambiguous/);
  });

  it.each(['overseas', 'US'])('go to +1 with a template declared for %s', (place) => {
    const templates = [{ usageType: 'Generic', templateCode: { [place]: 'SMS_abroad' } }];
    expect(compose({ templates }, AMBIGUOUS)).toMatchObject({ templateCode: 'SMS_abroad' });
  });

  it('are +1 if they cannot be mainland', () => {
    const templates = [{ usageType: 'Generic', templateCode: 'SMS_1' }];
    expect(compose({ templates }, NEW_YORK)).toMatchObject({ templateCode: 'SMS_1' });
  });
});

describe('the signature', () => {
  const templates = [{ usageType: 'Generic', templateCode: 'SMS_1' }];
  const signNames = { china: 'China', overseas: 'Abroad', HK: 'Hong Kong' };

  it.each([
    [MAINLAND, 'China'],
    [HONG_KONG, 'Hong Kong'],
    [NEW_YORK, 'Abroad'],
  ])('for %s is %s', (to, signName) => {
    expect(compose({ templates, signNames }, to)).toMatchObject({ signName });
  });

  it('of the settings is used for a region without its own', () => {
    expect(compose({ templates, signNames: { HK: 'Hong Kong' } }, MAINLAND)).toMatchObject({
      signName: 'Main',
    });
  });

  it('of a template takes precedence', () => {
    const own = [{ ...templates[0], signName: 'Own' }];
    expect(compose({ templates: own, signNames }, MAINLAND)).toMatchObject({ signName: 'Own' });
  });
});

const withParams = (params: object) => ({
  templates: [{ usageType: 'Generic', templateCode: 'SMS_1', params }],
});

describe('the variables', () => {
  it('are the declared ones, whatever Logto puts into the payload', () => {
    const payload = {
      code: '012345',
      locale: 'zh-CN',
      uiLocales: 'zh-CN en',
      application: { name: 'App' },
    };
    expect(compose(withParams({}), MAINLAND, { payload })).toMatchObject({
      templateParam: { code: '012345' },
    });
    const params = { code: '{{ code }}', app: '{{application.name}}', min: 10 };
    expect(compose(withParams(params), MAINLAND, { payload })).toMatchObject({
      templateParam: { code: '012345', app: 'App', min: '10' },
    });
  });

  it.each([
    ['{{link}}', 'variable-missing: {{link}} in value'],
    ['{{application}}', 'variable-missing: {{application}} in value'],
    ['{{constructor.name}}', 'variable-missing: {{constructor.name}} in value'],
    ['{{empty}}', 'variable-missing: {{empty}} in value'],
    ['{{site}}', 'variable-illegal: value contains a URL'],
    ['【{{code}}】', 'variable-illegal: value contains 【'],
    ['{{long}}', 'variable-illegal: value has 36 characters'],
    ['', 'variable-illegal: value has 0 characters'],
  ])('refuse %s', (template, message) => {
    const payload = {
      code: '123456',
      empty: '',
      application: {},
      site: 'https://a.example',
      long: 'x'.repeat(36),
    };
    const refusal = refusalOf(() =>
      compose(withParams({ value: template }), MAINLAND, { payload }),
    );
    expect(refusal).toContain(message);
  });
});

describe('the international channel', () => {
  const config = {
    site: 'international',
    from: 'MyApp',
    templates: [
      { usageType: 'Generic', templateCode: { china: 'SMS_cn' }, text: 'Your code is {{code}}' },
    ],
  };

  it('sends a whole text abroad', () => {
    expect(compose(config, NEW_YORK)).toEqual({
      kind: 'text',
      text: 'Your code is 123456',
      from: 'MyApp',
    });
  });

  it('sends a template to the mainland', () => {
    expect(compose(config, MAINLAND)).toMatchObject({ kind: 'template', templateCode: 'SMS_cn' });
  });

  it('cannot send abroad without a text', () => {
    const templates = [{ usageType: 'Generic', templateCode: 'SMS_1' }];
    expect(refusalOf(() => compose({ ...config, templates }, NEW_YORK))).toMatch(
      /^sender-id-text-missing/,
    );
  });
});

it('SMS authentication cannot reach numbers outside the mainland', () => {
  const mas = { channel: 'mas', templates: [{ usageType: 'Generic', templateCode: '100001' }] };
  expect(refusalOf(() => compose(mas, HONG_KONG))).toMatch(/^mainland-only/);
  expect(compose(mas, MAINLAND)).toMatchObject({ templateParam: { code: '123456', min: '10' } });
});
