import { describe, expect, test } from 'vitest';
import { message, offering, sandbox, unfilled } from './support/official-acceptance.ts';
import type { OfficialClient } from './support/official-clients.ts';
import { signName } from './support/ready-made.ts';

/** The lists of signatures and templates are for POST only. */
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

  test('goes back to review when it is changed', async () => {
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
  test('is created, reviewed, listed with the other numbering, used and deleted', async () => {
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
