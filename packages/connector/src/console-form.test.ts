import { ConnectorConfigFormItemType, connectorMetadataGuard } from '@logto/connector-kit';
import { describe, expect, it } from 'vitest';
import { readSettings, SETTING_KEYS, USAGE_TYPES } from 'aliyun-sms-sender';
import { metadata } from './metadata.ts';

type Values = Readonly<Record<string, unknown>>;

const { Json, Number: NumberType, Select } = ConnectorConfigFormItemType;
const items = metadata.formItems ?? [];

const formOf = (config?: Values): Values =>
  Object.fromEntries(
    items.map(({ key, type, defaultValue }) => {
      const value =
        config === undefined ? defaultValue : (config[key] ?? (type === Json ? {} : undefined));
      return [key, type === Json ? JSON.stringify(value) : value];
    }),
  );

/**
 * Console as observed with Logto 1.42: a form has one flat value per item, Json as text. Submitting
 * drops empty texts, in some versions everything falsy; invalid Json becomes `{}`, an invalid
 * Number `null`.
 */
const consoleOf = (dropsFalsy: boolean) => {
  const submitted = (form: Values): Values =>
    Object.fromEntries(
      items
        .filter(({ key }) => form[key] !== '' && (!dropsFalsy || Boolean(form[key])))
        .map(({ key, type }) => [
          key,
          type === Json || type === NumberType ? read(form[key]) : form[key],
        ]),
    );
  return {
    create: (typed: Values) => overTheWire(submitted({ ...formOf(), ...typed })),
    /** "Send" while a stored connector is open. */
    send: (stored: Values, typed: Values = {}) =>
      overTheWire(submitted({ ...formOf(stored), ...typed })),
    save: (stored: Values, typed: Values = {}) =>
      cleaned(overTheWire({ ...stored, ...submitted({ ...formOf(stored), ...typed }) })),
  };
};

const read = (value: unknown): unknown => {
  try {
    return typeof value === 'string' ? JSON.parse(value) : Number(value);
  } catch {
    return {};
  }
};

const overTheWire = (config: Values): Values => JSON.parse(JSON.stringify(config));

/** Logto drops empty values. */
function cleaned(config: Values): Values {
  return JSON.parse(JSON.stringify(config), (_, value: unknown) => {
    const empty = typeof value === 'object' && (value === null || Object.keys(value).length === 0);
    return value === '' || empty ? undefined : value;
  });
}

const settingsOf = (config: unknown) => {
  const settings = readSettings(config);
  if ('issues' in settings) throw settings;
  return settings;
};

const json = (value: unknown) => JSON.stringify(value);

const minimal = {
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  signName: '示例',
  templates: json([{ usageType: 'Generic', templateCode: 'SMS_1' }]),
};

const mas = {
  channel: 'mas',
  signName: '速通互联验证码',
  templates: [
    { usageType: 'Generic', templateCode: '100001', params: { code: '{{code}}', min: '5' } },
  ],
};

/** What an operator enters: the minimal settings, with one more field at a time. */
const typed: readonly (readonly [string, Values])[] = [
  ['the minimal settings', {}],
  ['bareNumbers', { bareNumbers: 'mainland' }],
  ['signNames', { signNames: json({ overseas: 'Example', HK: '例' }) }],
  ['the strict check', { strictPhoneRegionNumberCheck: true }],
  [
    'languages and variables',
    {
      templates: json([
        { usageType: 'Generic', templateCode: { china: 'SMS_1', overseas: 'SMS_2' } },
        {
          usageType: 'SignIn',
          templateCode: 'SMS_3',
          locale: 'zh-Hant',
          params: { c: '{{code}}' },
        },
      ]),
    },
  ],
  ['credentials', { credentials: 'environment', accessKeyId: '', accessKeySecret: '' }],
  ['site', { site: 'international', from: 'MyApp' }],
  ['channel', { ...mas, templates: json(mas.templates) }],
  ['routes', { routes: json([{ countries: ['US', 'CA'], channel: 'international', from: '1' }]) }],
  ['fallbacks', { fallbacks: json([mas]) }],
  ['endpoint', { endpoint: 'http://127.0.0.1:4086' }],
  ['timeoutMs', { timeoutMs: '6000' }],
  ['an emptied time limit', { timeoutMs: Number.NaN }],
  [
    'guard',
    { guard: json({ mode: 'record', countries: ['CN'], total: [{ limit: 5, seconds: 60 }] }) },
  ],
];

describe.each([
  ['that submits falsy values', false],
  ['that drops falsy values', true],
])('in a Console %s', (_, dropsFalsy) => {
  const { create, save, send } = consoleOf(dropsFalsy);

  it.each(typed)('%s means the same in Send, after saving, and after editing', (_name, extra) => {
    const created = create({ ...minimal, ...extra });
    const expected = settingsOf(created);
    const stored = cleaned(created);
    expect(settingsOf(stored)).toEqual(expected);
    expect(settingsOf(send(stored))).toEqual(expected);
    expect(settingsOf(save(stored))).toEqual(expected);
    const changed = save(stored, { signName: 'New' });
    expect(settingsOf(changed).main).toEqual({ ...expected.main, signName: 'New' });
  });

  it('every choice can be undone, although Console cannot clear a value', () => {
    const stored = cleaned(create({ ...minimal, bareNumbers: 'mainland', channel: 'sms' }));
    const back = save(stored, {
      bareNumbers: 'countryCode',
      channel: 'auto',
      site: 'china',
      credentials: 'accessKey',
      guard: '{}',
      routes: '[]',
      fallbacks: '[]',
    });
    expect(settingsOf(back)).toEqual(settingsOf(create(minimal)));
  });

  it('the form of a new connector is refused only for its placeholder', () => {
    const problems = readSettings(create({ ...minimal, templates: json(templatesOfTheForm()) }));
    const messages = 'issues' in problems ? problems.issues.map(({ message }) => message.en) : [];
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('placeholder <template-code>');
  });
});

const templatesOfTheForm = () => items.find(({ key }) => key === 'templates')?.defaultValue;

describe('the form', () => {
  it('has an item for every setting, since Send tests only what the form holds', () => {
    const settings = SETTING_KEYS.toSorted();
    expect(items.map(({ key }) => key).toSorted()).toEqual(settings);
  });

  it('gives every Json item a default, without which nothing can be saved', () => {
    const jsonItems = items.filter(({ type }) => type === Json);
    expect(jsonItems.every(({ defaultValue }) => defaultValue !== undefined)).toBe(true);
  });

  it('offers only choices that the settings know', () => {
    const choices = items.flatMap((item) =>
      item.type === Select ? item.selectItems.map(({ value }) => ({ [item.key]: value })) : [],
    );
    expect(choices.length).toBeGreaterThan(8);
    const complete = { ...minimal, templates: JSON.parse(minimal.templates) };
    expect(
      choices.filter((choice) => 'issues' in readSettings({ ...complete, ...choice })),
    ).toEqual([]);
  });

  it('hides the secret', () => {
    expect(items.find(({ key }) => key === 'accessKeySecret')).toMatchObject({
      isConfidential: true,
    });
  });
});

it('the metadata is valid: otherwise Logto’s whole list of connectors would fail', () => {
  expect(connectorMetadataGuard.safeParse(metadata).error).toBeUndefined();
  expect(metadata).toMatchObject({ id: 'aliyun-sms', platform: null });
  expect(Object.keys(metadata.name)).toEqual(['en', 'zh-CN', 'tr-TR', 'ko']);
  expect(Object.keys(metadata.description)).toEqual(['en', 'zh-CN', 'tr-TR', 'ko']);
});

it('the nine usage types are those of the kit', async () => {
  const { TemplateType } = await import('@logto/connector-kit');
  expect(Object.values<string>(TemplateType).toSorted()).toEqual([...USAGE_TYPES].toSorted());
});
