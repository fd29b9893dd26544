import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../sandbox.ts';
import { callSandbox } from '../../testing/calls.ts';

const CREATE = {
  Action: 'CreateSmsTemplate',
  TemplateName: '新模板',
  TemplateContent: '您正在登录，验证码${code}，5分钟内有效。',
  TemplateType: '0',
  TemplateRule: '{"code":"numberCaptcha"}',
  RelatedSignName: '示例科技',
};

function frozen(): Sandbox {
  const sandbox = createSandbox();
  sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
  return sandbox;
}

async function create(
  sandbox: Sandbox,
  change: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  return callSandbox(sandbox, { ...CREATE, ...change });
}

async function get(sandbox: Sandbox, code: unknown): Promise<Record<string, unknown>> {
  return callSandbox(sandbox, { Action: 'GetSmsTemplate', TemplateCode: String(code) });
}

test('a new template is reviewed and approved, and can then be sent', async () => {
  const sandbox = frozen();
  const { TemplateCode: code, ...created } = await create(sandbox);
  expect(created).toMatchObject({ Code: 'OK', TemplateName: '新模板' });
  const send = {
    Action: 'SendSms',
    PhoneNumbers: '13900001234',
    SignName: '示例科技',
    TemplateCode: String(code),
    TemplateParam: '{"code":"1234"}',
  };
  expect(await callSandbox(sandbox, send)).toMatchObject({ Code: 'isv.SMS_TEMPLATE_ILLEGAL' });
  sandbox.clock.shift(3000);
  expect(await get(sandbox, code)).toMatchObject({
    TemplateStatus: 1,
    TemplateType: 0,
    VariableAttribute: '{"code":"numberCaptcha"}',
    RelatedSignName: '示例科技',
    OrderId: created['OrderId'],
  });
  expect(await callSandbox(sandbox, send)).toMatchObject({ Code: 'OK' });
});

test.each([
  ['without a word for the code', { TemplateContent: '您的口令为${code}，5分钟内有效。' }],
  ['with a link', { TemplateContent: '验证码${code}，详见http://a.cn' }],
  ['without a purpose', { TemplateContent: '验证码${code}' }],
  [
    'for promotion without an opt-out',
    { TemplateContent: '新品上市', TemplateType: '2', TemplateRule: '' },
  ],
  ['with the keyword for rejection in its remark', { Remark: 'sandbox:reject' }],
])('a template %s is rejected, and can then be updated', async (_, change) => {
  const sandbox = frozen();
  const { TemplateCode: code } = await create(sandbox, change);
  sandbox.clock.shift(3000);
  expect(await get(sandbox, code)).toMatchObject({
    TemplateStatus: 2,
    AuditInfo: { RejectInfo: expect.stringMatching(/./) },
  });
  const update = { Action: 'UpdateSmsTemplate', TemplateCode: String(code) };
  expect(await create(sandbox, update)).toMatchObject({ Code: 'OK', TemplateCode: code });
  sandbox.clock.shift(3000);
  expect(await get(sandbox, code)).toMatchObject({ TemplateStatus: 1 });
  expect(await create(sandbox, update)).toMatchObject({ Code: 'isv.ERROR_TEMPLATE_NOT_MODIFY' });
});

test('the list has its own numbers for types, besides the usual ones', async () => {
  const answer = await callSandbox(frozen(), { Action: 'QuerySmsTemplateList', PageSize: '50' });
  const list = answer['SmsTemplateList'];
  const kind = (code: string, TemplateType: number, OuterTemplateType: number): void => {
    expect(list).toContainEqual(
      expect.objectContaining({ TemplateCode: code, TemplateType, OuterTemplateType }),
    );
  };
  kind('SMS_200000001', 2, 0);
  kind('SMS_200000010', 0, 1);
  kind('SMS_200000011', 1, 2);
  kind('SMS_200000020', 6, 3);
});

test('the newer list can be filtered', async () => {
  const call = { Action: 'GetSmsTemplateList', TemplateType: '3', AuditStatus: '1' };
  expect(await callSandbox(frozen(), call)).toMatchObject({
    Success: true,
    Data: { Total: 3, List: [{}, {}, {}] },
  });
});

test('decideReview decides a template in review, and does not change a decided one', async () => {
  const sandbox = frozen();
  sandbox.decideReview({ templateCode: 'SMS_200000030' });
  expect(await get(sandbox, 'SMS_200000030')).toMatchObject({ TemplateStatus: 1 });
  sandbox.decideReview({ templateCode: 'SMS_200000030', reason: '晚了' });
  expect(await get(sandbox, 'SMS_200000030')).toMatchObject({ TemplateStatus: 1 });
});

test('a deleted template is gone; one in review cannot be deleted', async () => {
  const sandbox = frozen();
  const remove = { Action: 'DeleteSmsTemplate', TemplateCode: 'SMS_200000001' };
  expect(await callSandbox(sandbox, remove)).toMatchObject({ Code: 'OK' });
  expect(await get(sandbox, 'SMS_200000001')).toMatchObject({ Code: 'TemplateNotFound' });
  expect(await callSandbox(sandbox, { ...remove, TemplateCode: 'SMS_200000030' })).toMatchObject({
    Code: 'isv.ERROR_TEMPLATE_NOT_DELETE',
  });
});

test('the older query answers in its shorter form', async () => {
  const query = { Action: 'QuerySmsTemplate', TemplateCode: 'SMS_200000031' };
  expect(await callSandbox(frozen(), query)).toMatchObject({
    TemplateStatus: 2,
    Reason: '模板内容未说明用途',
  });
});

describe('an application', () => {
  test.each([
    ['without a name', { TemplateName: '' }, 'MissingTemplateName'],
    ['of an unknown type', { TemplateType: '6' }, 'InvalidParameter'],
    [
      'with two variables for a code',
      { TemplateContent: '验证码${a}${b}' },
      'TemplateVarLimitExceeded',
    ],
    ['with brackets', { TemplateContent: '【甲】验证码${code}' }, 'InvalidTemplateContent.Format'],
    ['whose rule is not JSON', { TemplateRule: 'x' }, 'InvalidTemplateRule.Format'],
    ['whose rule lacks the variable', { TemplateRule: '{"a":"time"}' }, 'InvalidTemplateRule'],
    ['for an unknown signature', { RelatedSignName: '没有' }, 'SmsSignatureNotFound'],
    ['for a signature in review', { RelatedSignName: '示例待审' }, 'AssocSignUnapproved'],
    ['for overseas without an IntlType', { TemplateType: '3' }, 'InvalidParameter'],
  ])('%s is refused', async (_, change, code) => {
    expect(await create(frozen(), change)).toMatchObject({ Code: code });
  });

  test('for overseas needs no signature', async () => {
    const overseas = { TemplateType: '3', IntlType: '2', RelatedSignName: '' };
    expect(await create(frozen(), overseas)).toMatchObject({ Code: 'OK' });
  });
});

test('an account may apply for a hundred templates per day', async () => {
  const sandbox = frozen();
  for (let count = 0; count < 100; count += 1) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await callSandbox(sandbox, CREATE)).toMatchObject({ Code: 'OK' });
  }
  const refused = { Code: 'isv.TEMPLATE_COUNT_OVER_LIMIT' };
  expect(await callSandbox(sandbox, CREATE)).toMatchObject(refused);
  sandbox.clock.shift(24 * 3_600_000);
  expect(await callSandbox(sandbox, CREATE)).toMatchObject({ Code: 'OK' });
});

test('a name that is too long is refused', async () => {
  const answer = await create(frozen(), { TemplateName: '模'.repeat(31) });
  expect(answer).toMatchObject({ Code: 'InvalidParameter' });
});

test('an unknown template cannot be updated', async () => {
  const update = { Action: 'UpdateSmsTemplate', TemplateCode: 'SMS_1' };
  expect(await create(frozen(), update)).toMatchObject({ Code: 'TemplateNotFound' });
});

test('lists start with the newest application', async () => {
  const sandbox = frozen();
  const first = await create(sandbox);
  sandbox.clock.shift(60_000);
  const second = await create(sandbox);
  const { SmsTemplateList: list } = await callSandbox(sandbox, {
    Action: 'QuerySmsTemplateList',
    PageSize: '2',
  });
  expect(list).toMatchObject([
    { TemplateCode: second['TemplateCode'] },
    { TemplateCode: first['TemplateCode'] },
  ]);
});

test('TrafficDriving is stored with the template', async () => {
  const sandbox = frozen();
  const { TemplateCode: code } = await create(sandbox, { TrafficDriving: '1' });
  const template = sandbox.accounts.find('testid')?.account.templates.get(String(code));
  expect(template).toMatchObject({ trafficDriving: '1', status: 'reviewing' });
});
