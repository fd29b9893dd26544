import { describe, expect, test } from 'vitest';
import { message, offering, sandbox, unfilled } from './testing/official-acceptance.ts';
import type { OfficialClient } from './testing/official-clients.ts';
import { signName } from './testing/ready-made.ts';

/** The lists of signatures and templates only accept POST. */
const posting = (...actions: string[]) =>
  offering(...actions).filter(({ name }) => name !== 'pop-core GET');

const signature = {
  SignName: '晨光书店',
  SignSource: 0,
  SignType: 1,
  ThirdParty: false,
  QualificationId: 10_001,
  MoreData: ['a.png', 'b.png'],
  Remark: '登录验证',
};
const life = ['CreateSmsSign', 'UpdateSmsSign', 'GetSmsSign', 'QuerySmsSignList', 'DeleteSmsSign'];

// pop-core writes a list as `MoreData.1=…`; these operations take it as one JSON text.
const asTextFor = (client: OfficialClient) =>
  client.name.startsWith('pop-core') ? { ...signature, MoreData: '["a.png","b.png"]' } : signature;

describe.each(posting(...life))('a signature through $name', (client) => {
  const get = () => client.call('GetSmsSign', { SignName: signature.SignName });

  test('is created, reviewed, listed, used and deleted', async () => {
    const created = await client.call('CreateSmsSign', asTextFor(client));
    expect(created).toMatchObject({ apiCode: 'OK', body: { SignName: signature.SignName } });
    expect(unfilled(created)).toEqual([]);
    expect((await get()).body).toMatchObject({ SignStatus: 0 });
    const early = await client.call('DeleteSmsSign', { SignName: signature.SignName });
    expect(early.apiCode).toBe('isv.ERROR_SIGN_NOT_DELETE');

    sandbox.clock.shift(60_000);
    expect((await get()).body).toMatchObject({ SignStatus: 1, QualificationId: 10_001 });
    const list = await client.call('QuerySmsSignList', { PageIndex: 1, PageSize: 50 });
    expect(list.body['SmsSignList']).toContainEqual(
      expect.objectContaining({ SignName: signature.SignName, AuditStatus: 'AUDIT_STATE_PASS' }),
    );
    const sent = await client.call('SendSms', { ...message, SignName: signature.SignName });
    expect(sent.apiCode).toBe('OK');

    const deleted = await client.call('DeleteSmsSign', { SignName: signature.SignName });
    expect(deleted).toMatchObject({ apiCode: 'OK', body: { SignName: signature.SignName } });
    expect((await get()).apiCode).toBe('SignatureNotFound');
  });

  test('is reviewed again after a change', async () => {
    await client.call('CreateSmsSign', asTextFor(client));
    sandbox.clock.shift(60_000);
    const update = { ...asTextFor(client), Remark: '登录与注册' };
    expect((await client.call('UpdateSmsSign', update)).apiCode).toBe('OK');
    expect((await get()).body).toMatchObject({ SignStatus: 0, Remark: '登录与注册' });
  });

  test('is refused with brackets, and a second time', async () => {
    const withBrackets = { ...asTextFor(client), SignName: '【晨光】' };
    expect((await client.call('CreateSmsSign', withBrackets)).apiCode).toBe('InvalidSignName');
    await client.call('CreateSmsSign', asTextFor(client));
    const again = await client.call('CreateSmsSign', asTextFor(client));
    expect(again.apiCode).toBe('SignName.Exists');
  });
});

const draft = {
  TemplateName: '登录',
  TemplateContent: '您的登录验证码为${code}，10分钟内有效。',
  TemplateType: 0,
  TemplateRule: '{"code":"numberCaptcha"}',
  RelatedSignName: signName,
  Remark: '登录验证',
};
const templateLife = [
  'CreateSmsTemplate',
  'UpdateSmsTemplate',
  'GetSmsTemplate',
  'QuerySmsTemplateList',
  'DeleteSmsTemplate',
];

describe.each(posting(...templateLife))('a template through $name', (client) => {
  test('is created, reviewed, listed with different type numbers, used and deleted', async () => {
    const created = await client.call('CreateSmsTemplate', draft);
    expect(created).toMatchObject({ apiCode: 'OK', body: { TemplateName: draft.TemplateName } });
    expect(unfilled(created)).toEqual([]);
    const TemplateCode = String(created.body['TemplateCode']);
    const get = () => client.call('GetSmsTemplate', { TemplateCode });
    expect(Number((await get()).body['TemplateStatus'])).toBe(0);

    sandbox.clock.shift(60_000);
    const approved = await get();
    expect(Number(approved.body['TemplateStatus'])).toBe(1);
    expect(Number(approved.body['TemplateType'])).toBe(0);
    const list = await client.call('QuerySmsTemplateList', { PageIndex: 1, PageSize: 50 });
    expect(list.body['SmsTemplateList']).toContainEqual(
      expect.objectContaining({
        TemplateCode,
        AuditStatus: 'AUDIT_STATE_PASS',
        TemplateType: 2,
        OuterTemplateType: 0,
      }),
    );
    expect((await client.call('SendSms', { ...message, TemplateCode })).apiCode).toBe('OK');

    expect((await client.call('DeleteSmsTemplate', { TemplateCode })).apiCode).toBe('OK');
    expect((await get()).apiCode).toBe('TemplateNotFound');
  });

  test('can be changed after a rejection, and is reviewed again', async () => {
    const rejected = { ...draft, Remark: 'sandbox:reject' };
    const { body } = await client.call('CreateSmsTemplate', rejected);
    const TemplateCode = String(body['TemplateCode']);
    const statusNow = async () => {
      const { body: template } = await client.call('GetSmsTemplate', { TemplateCode });
      return Number(template['TemplateStatus']);
    };
    const change = {
      ...draft,
      TemplateCode,
      TemplateContent: '您的注册验证码为${code}，请勿泄露。',
    };
    const early = await client.call('UpdateSmsTemplate', change);
    expect(early.apiCode).toBe('isv.ERROR_TEMPLATE_NOT_MODIFY');

    sandbox.clock.shift(60_000);
    expect(await statusNow()).toBe(2);
    const updated = await client.call('UpdateSmsTemplate', change);
    expect(updated).toMatchObject({ apiCode: 'OK', body: { TemplateCode } });
    expect(unfilled(updated)).toEqual([]);
    expect(await statusNow()).toBe(0);
    sandbox.clock.shift(60_000);
    expect(await statusNow()).toBe(1);
    await client.call('SendSms', { ...message, TemplateCode });
    expect(sandbox.messages.list().messages[0]?.text).toContain('您的注册验证码为042137');
  });

  test.each([
    [
      'two variables in a verification text',
      { TemplateContent: '验证码${code}，${min}分钟内有效' },
    ],
    ['a rule that is not JSON', { TemplateRule: 'code' }],
    ['no name', { TemplateName: '' }],
  ])('is refused with %s', async (_what, changes) => {
    const { apiCode } = await client.call('CreateSmsTemplate', { ...draft, ...changes });
    expect([
      'TemplateVarLimitExceeded',
      'InvalidTemplateRule.Format',
      'MissingTemplateName',
    ]).toContain(apiCode);
  });
});

/** An application with every field that can be combined. */
const full = {
  ...signature,
  ThirdParty: true,
  AuthorizationLetterId: 7,
  ApplySceneContent: 'https://app.example/',
};
/** A trademark and an app's record belong to different sources of a signature. */
const trademarked = { ...full, SignName: '晨光甲', SignSource: 5, TrademarkId: 8 };
const ofAnApp = {
  ...full,
  SignName: '晨光乙',
  SignSource: 2,
  AppIcpRecordId: 9,
  Remark: 'sandbox:reject',
};
const fullTemplate = {
  ...draft,
  MoreData: ['a.png'],
  ApplySceneContent: 'https://app.example/',
  TrafficDriving: '[]',
};
const overseas = {
  ...fullTemplate,
  TemplateType: 3,
  IntlType: 2,
  TemplateContent: 'Your code is ${code}.',
  Remark: 'sandbox:reject',
};

const models = offering(...life, 'QuerySmsSign', 'GetSmsTemplateList');

describe.each(models.filter(({ name }) => !name.startsWith('pop-core')))(
  'every field that $name documents is filled',
  (client) => {
    /** The fields that are empty in every answer. */
    async function emptyIn(action: string, ...requests: object[]): Promise<readonly string[]> {
      const answers = await Promise.all(
        requests.map((request) => client.call(action, { ...request })),
      );
      expect(answers.map(({ apiCode }) => apiCode)).toEqual(requests.map(() => 'OK'));
      const [first = [], ...others] = answers.map(unfilled);
      return first.filter((field) => others.every((fields) => fields.includes(field)));
    }

    test('of a signature', async () => {
      for (const application of [trademarked, ofAnApp]) {
        // oxlint-disable-next-line no-await-in-loop
        expect((await client.call('CreateSmsSign', application)).apiCode).toBe('OK');
        sandbox.clock.shift(10_000);
      }
      const names = [trademarked, ofAnApp].map(({ SignName }) => ({ SignName }));
      const pages = [1, 2].map((PageIndex) => ({ PageIndex, PageSize: 1 }));
      expect(await emptyIn('GetSmsSign', ...names)).toEqual([]);
      expect(await emptyIn('QuerySmsSign', ...names)).toEqual([]);
      expect(await emptyIn('QuerySmsSignList', ...pages)).toEqual([]);
    });

    test('of a template', async () => {
      const codes = [];
      for (const application of [fullTemplate, overseas]) {
        // oxlint-disable-next-line no-await-in-loop
        const { body } = await client.call('CreateSmsTemplate', application);
        codes.push({ TemplateCode: String(body['TemplateCode']) });
        sandbox.clock.shift(10_000);
      }
      const pages = [1, 2].map((PageIndex) => ({ PageIndex, PageSize: 1 }));
      // For digital messages, which the sandbox does not have.
      expect(await emptyIn('GetSmsTemplate', ...codes)).toEqual(['VendorAuditStatus']);
      expect(await emptyIn('QuerySmsTemplate', ...codes)).toEqual([]);
      expect(await emptyIn('QuerySmsTemplateList', ...pages)).toEqual([]);
      // Only in refusals; tags, which the sandbox does not have; and states that are not documented.
      expect(await emptyIn('GetSmsTemplateList', ...pages)).toEqual([
        'AccessDeniedDetail',
        'Data.List.TemplateTag',
        'Data.List.UsableStateList',
      ]);
    });
  },
);
