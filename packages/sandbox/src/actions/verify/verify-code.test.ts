import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../sandbox.ts';
import { callSandbox, signedV1 } from '../../testing/calls.ts';

const SEND = {
  Action: 'SendSmsVerifyCode',
  PhoneNumber: '13900001234',
  SignName: '速通互联验证码',
  TemplateCode: '100001',
  TemplateParam: '{"code":"##code##","min":"5"}',
};
const CHECK = { Action: 'CheckSmsVerifyCode', PhoneNumber: '13900001234' };

function frozen(): Sandbox {
  const sandbox = createSandbox({ random: () => 0.5 });
  sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
  return sandbox;
}

async function check(sandbox: Sandbox, code: string, more = {}): Promise<[number, unknown]> {
  const call = { ...CHECK, VerifyCode: code, ...more };
  const { status, body } = await sandbox.handle(signedV1(call, sandbox.clock.now()));
  return [status, JSON.parse(body)];
}

test('a generated code passes the check once', async () => {
  const sandbox = frozen();
  const sent = await callSandbox(sandbox, {
    ...SEND,
    CodeLength: '6',
    ReturnVerifyCode: 'true',
    OutId: 'o1',
  });
  expect(sent).toMatchObject({
    Code: 'OK',
    Success: true,
    Model: { OutId: 'o1', VerifyCode: '555555', RequestId: sent['RequestId'] },
  });
  expect(sandbox.messages.list().messages).toMatchObject([
    {
      product: 'mas',
      code: '555555',
      text: expect.stringMatching(/^【速通互联验证码】您的验证码为555555。.*5分钟内有效/),
    },
  ]);
  expect(await check(sandbox, '000000')).toMatchObject([
    400,
    { Code: 'isv.ValidateFail', Message: '验证失败' },
  ]);
  expect(await check(sandbox, '555555', { SchemeName: 'other' })).toMatchObject([400, {}]);
  expect(await check(sandbox, '555555')).toMatchObject([
    200,
    { Code: 'OK', Success: true, Model: { OutId: 'o1', VerifyResult: 'PASS' } },
  ]);
  expect(await check(sandbox, '555555')).toMatchObject([400, {}]);
});

test('a code expires, and a newer one replaces it', async () => {
  const sandbox = frozen();
  await callSandbox(sandbox, { ...SEND, ValidTime: '120' });
  sandbox.clock.shift(120_000);
  expect(await check(sandbox, '5555')).toMatchObject([400, {}]);
  await callSandbox(sandbox, { ...SEND, CodeType: '2' });
  sandbox.clock.shift(60_000);
  await callSandbox(sandbox, SEND);
  expect(await check(sandbox, 'NNNN')).toMatchObject([400, {}]);
  sandbox.clock.shift(60_000);
  await callSandbox(sandbox, { ...SEND, CodeType: '2', DuplicatePolicy: '2' });
  expect(await check(sandbox, '5555')).toMatchObject([200, {}]);
  expect(await check(sandbox, 'nnnn', { CaseAuthPolicy: '2' })).toMatchObject([400, {}]);
  expect(await check(sandbox, 'nnnn')).toMatchObject([200, {}]);
});

test('a literal code is sent unchanged and cannot be checked', async () => {
  const sandbox = frozen();
  const literal = { ...SEND, TemplateParam: '{"code":"012345","min":"5"}' };
  expect(await callSandbox(sandbox, literal)).toMatchObject({ Code: 'OK' });
  expect(sandbox.lastCode('13900001234')).toBe('012345');
  expect(await check(sandbox, '012345')).toMatchObject([400, {}]);
});

test('a number gets one code per interval and five per day', async () => {
  const sandbox = frozen();
  for (let index = 0; index < 5; index += 1) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await callSandbox(sandbox, SEND)).toMatchObject({ Code: 'OK' });
    // oxlint-disable-next-line no-await-in-loop
    expect(await callSandbox(sandbox, SEND)).toMatchObject({
      Code: 'biz.FREQUENCY',
      Message: 'check frequency failed',
      Success: false,
    });
    sandbox.clock.shift(60_000);
  }
  expect(await callSandbox(sandbox, SEND)).toMatchObject({ Code: 'isv.BUSINESS_LIMIT_CONTROL' });
});

test('the interval applies to the number across schemes', async () => {
  const sandbox = frozen();
  expect(await callSandbox(sandbox, { ...SEND, SchemeName: 'a' })).toMatchObject({ Code: 'OK' });
  const other = await callSandbox(sandbox, { ...SEND, SchemeName: 'b' });
  expect(other).toMatchObject({ Code: 'biz.FREQUENCY' });
});

test('moving the clock back ends the interval', async () => {
  const sandbox = frozen();
  expect(await callSandbox(sandbox, SEND)).toMatchObject({ Code: 'OK' });
  sandbox.clock.shift(-600_000);
  expect(await callSandbox(sandbox, SEND)).toMatchObject({ Code: 'OK' });
  sandbox.clock.shift(600_001);
  expect(await callSandbox(sandbox, SEND)).toMatchObject({ Code: 'biz.FREQUENCY' });
});

describe('a send', () => {
  test.each([
    ['with a signature of the account', { SignName: '示例科技' }, 'isv.INVALID_PARAMETERS'],
    ['with a template of the account', { TemplateCode: 'SMS_200000001' }, 'isv.INVALID_PARAMETERS'],
    ['without minutes', { TemplateParam: '{"code":"##code##"}' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
    ['to an overseas number', { CountryCode: '852' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
    [
      'to a number with its country code',
      { PhoneNumber: '8613900001234' },
      'isv.MOBILE_NUMBER_ILLEGAL',
    ],
    ['of a code that is too long', { CodeLength: '9' }, 'isv.INVALID_PARAMETERS'],
    ['with an unknown policy', { DuplicatePolicy: '3' }, 'isv.INVALID_PARAMETERS'],
    ['with a scheme that is too long', { SchemeName: 'a'.repeat(21) }, 'isv.INVALID_PARAMETERS'],
    ['without the permission', { AccessKeyId: 'testid-nopermission' }, 'isv.RAM_PERMISSION_DENY'],
  ])('%s is refused', async (_, change, code) => {
    expect(await callSandbox(frozen(), { ...SEND, ...change })).toMatchObject({ Code: code });
  });
});

test('a check with an unknown CaseAuthPolicy is refused', async () => {
  const [status, body] = await check(frozen(), '1234', { CaseAuthPolicy: '0' });
  expect([status, body]).toMatchObject([200, { Code: 'isv.INVALID_PARAMETERS' }]);
});

test('QuerySendDetails answers in the format of the product that sent the newest message', async () => {
  const sandbox = frozen();
  await callSandbox(sandbox, SEND);
  const query = {
    Action: 'QuerySendDetails',
    PhoneNumber: '13900001234',
    SendDate: '20260102',
    PageSize: '10',
    CurrentPage: '1',
  };
  const own = await callSandbox(sandbox, query);
  expect(own).toMatchObject({
    TotalCount: 1,
    Model: [{ PhoneNum: '13900001234', TemplateCode: '100001' }],
  });
  expect(own).not.toHaveProperty('SmsSendDetailDTOs');
  const sms = { Action: 'SendSms', PhoneNumbers: '13900001234', SignName: '阿里云短信测试' };
  const template = { TemplateCode: 'SMS_154950909', TemplateParam: '{"code":"1234"}' };
  await callSandbox(sandbox, { ...sms, ...template });
  const others = await callSandbox(sandbox, query);
  expect(others).toMatchObject({
    TotalCount: 1,
    SmsSendDetailDTOs: { SmsSendDetailDTO: [{ TemplateCode: 'SMS_154950909' }] },
  });
  expect(others).not.toHaveProperty('Model');
  expect(others).not.toHaveProperty('Success');
});

test.each(['5', 'null', '[]', '{', '{"min":"5"}'])(
  'the variables %s are refused',
  async (TemplateParam) => {
    expect(await callSandbox(frozen(), { ...SEND, TemplateParam })).toMatchObject({
      Code: 'isv.INVALID_PARAMETERS',
    });
  },
);
