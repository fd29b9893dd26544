import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../sandbox.ts';
import { callSandbox } from '../../testing/calls.ts';

const CREATE = {
  Action: 'CreateSmsSign',
  SignName: '新示例',
  SignSource: '0',
  QualificationId: '123',
  Remark: '登录验证',
};

function frozen(): Sandbox {
  const sandbox = createSandbox();
  sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
  return sandbox;
}

async function get(sandbox: Sandbox, name = '新示例'): Promise<Record<string, unknown>> {
  return callSandbox(sandbox, { Action: 'GetSmsSign', SignName: name });
}

test('a new signature is reviewed, approved and then filed with the carriers', async () => {
  const sandbox = frozen();
  const created = await callSandbox(sandbox, CREATE);
  expect(created).toMatchObject({ Code: 'OK', SignName: '新示例', OrderId: expect.any(String) });
  expect(await get(sandbox)).toMatchObject({
    SignStatus: 0,
    OrderId: created['OrderId'],
    CreateDate: '2026-01-02 12:00:00',
    QualificationId: 123,
    SignIspRegisterDetailList: [{ OperatorCode: 'mobile', RegisterStatus: -2 }, {}, {}],
  });
  sandbox.clock.shift(3000);
  expect(await get(sandbox)).toMatchObject({
    SignStatus: 1,
    AuditInfo: { AuditDate: '2026-01-02 12:00:03', RejectInfo: '' },
    RegisterResult: -1,
    SignIspRegisterDetailList: [{ RegisterStatus: -1 }, {}, {}],
  });
  sandbox.clock.shift(3000);
  expect(await get(sandbox)).toMatchObject({
    RegisterResult: 1,
    SignIspRegisterDetailList: [{ RegisterStatus: 3 }, {}, {}],
  });
});

test('keywords in the remark reject a signature or keep it in review', async () => {
  const sandbox = frozen();
  await callSandbox(sandbox, { ...CREATE, SignName: '驳回的', Remark: 'sandbox:reject' });
  await callSandbox(sandbox, { ...CREATE, SignName: '等待的', Remark: 'sandbox:hold' });
  sandbox.clock.shift(60_000);
  expect(await get(sandbox, '驳回的')).toMatchObject({
    SignStatus: 2,
    AuditInfo: { RejectInfo: '签名来源与资质不符' },
  });
  expect(await get(sandbox, '等待的')).toMatchObject({ SignStatus: 0 });
});

test('decideReview approves or rejects a signature in review', async () => {
  const sandbox = frozen();
  await callSandbox(sandbox, { ...CREATE, Remark: 'sandbox:hold' });
  sandbox.decideReview({ signName: '新示例' });
  expect(await get(sandbox)).toMatchObject({ SignStatus: 1 });
  sandbox.decideReview({ signName: '示例待审', reason: '材料不全' });
  expect(await get(sandbox, '示例待审')).toMatchObject({
    SignStatus: 2,
    AuditInfo: { RejectInfo: '材料不全' },
  });
});

test('an updated signature cannot be used until it is approved again', async () => {
  const sandbox = frozen();
  const update = { ...CREATE, Action: 'UpdateSmsSign', SignName: '示例科技' };
  expect(await callSandbox(sandbox, update)).toMatchObject({ Code: 'OK' });
  const send = {
    Action: 'SendSms',
    PhoneNumbers: '13900001234',
    SignName: '示例科技',
    TemplateCode: 'SMS_200000001',
    TemplateParam: '{"code":"123456"}',
  };
  expect(await callSandbox(sandbox, send)).toMatchObject({ Code: 'isv.SMS_SIGNATURE_ILLEGAL' });
  expect(await callSandbox(sandbox, update)).toMatchObject({ Code: 'isv.ERROR_SIGN_NOT_MODIFY' });
  sandbox.clock.shift(3000);
  expect(await callSandbox(sandbox, send)).toMatchObject({ Code: 'OK' });
});

test('the list has state and reason, page by page', async () => {
  const sandbox = frozen();
  const list = { Action: 'QuerySmsSignList', PageSize: '50' };
  const answer = await callSandbox(sandbox, list);
  expect(answer).toMatchObject({ TotalCount: 6, CurrentPage: 1, PageSize: 50 });
  expect(answer['SmsSignList']).toContainEqual(
    expect.objectContaining({
      SignName: '示例驳回',
      AuditStatus: 'AUDIT_STATE_NOT_PASS',
      BusinessType: '通用类型',
      Reason: expect.objectContaining({ RejectInfo: '签名来源与资质不符' }),
    }),
  );
  const second = await callSandbox(sandbox, { ...list, PageIndex: '2', PageSize: '4' });
  expect(second['SmsSignList']).toHaveLength(2);
});

test('the list starts with the newest, whatever UTC offsets the seed uses', async () => {
  const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
  const signNames = [
    { signName: '旧签名', createdAt: '2026-01-02T06:00:00+08:00' },
    { signName: '新签名', createdAt: '2026-01-01T23:00:00Z' },
  ];
  const sandbox = createSandbox({ seed: { accounts: [{ id: 'mine', keys, signNames }] } });
  expect(await callSandbox(sandbox, { Action: 'QuerySmsSignList' })).toMatchObject({
    SmsSignList: [{ SignName: '新签名' }, { SignName: '旧签名' }],
  });
});

test('a deleted signature is gone; one in review cannot be deleted', async () => {
  const sandbox = frozen();
  const remove = { Action: 'DeleteSmsSign', SignName: '示例科技' };
  expect(await callSandbox(sandbox, remove)).toMatchObject({ Code: 'OK', SignName: '示例科技' });
  expect(await get(sandbox, '示例科技')).toMatchObject({ Code: 'SignatureNotFound' });
  expect(await callSandbox(sandbox, { ...remove, SignName: '示例待审' })).toMatchObject({
    Code: 'isv.ERROR_SIGN_NOT_DELETE',
  });
  sandbox.reset();
  expect(await get(sandbox, '示例科技')).toMatchObject({ SignStatus: 1 });
});

test('the older query answers in its shorter form', async () => {
  const query = { Action: 'QuerySmsSign', SignName: '示例待审' };
  expect(await callSandbox(frozen(), query)).toMatchObject({ SignStatus: 0, Reason: '无审批备注' });
});

describe('an application', () => {
  test.each([
    ['with a name of one character', { SignName: '一' }, 'InvalidSignName'],
    ['with brackets', { SignName: '【示例】' }, 'InvalidSignName'],
    ['of an unknown type', { SignType: '2' }, 'InvalidParameter'],
    ['with 测试 in the name', { SignName: '某测试' }, 'InvalidSignName'],
    ['for a name that exists', { SignName: '示例科技' }, 'SignName.Exists'],
    ['without a qualification', { QualificationId: '' }, 'MissingQualificationId'],
    [
      'with a qualification id that is not a number',
      { QualificationId: 'x' },
      'InvalidQualification',
    ],
    [
      'with a qualification id that is too long',
      { QualificationId: '9'.repeat(19) },
      'InvalidQualification',
    ],
    ['for an app without its scene', { SignSource: '2' }, 'MissApplySceneContent'],
    [
      'for an app whose scene is not a link',
      { SignSource: '2', ApplySceneContent: 'app' },
      'InvalidApplySceneContent',
    ],
    ['for a trademark without its id', { SignSource: '5' }, 'TrademarkNotExist'],
    [
      'for a third party without an authorization letter',
      { ThirdParty: 'true' },
      'SmsAuthorizationLetterNotExist',
    ],
    ['with files that are not a list', { MoreData: 'a.png' }, 'InvalidMoreData'],
  ])('%s is refused', async (_, change, code) => {
    expect(await callSandbox(frozen(), { ...CREATE, ...change })).toMatchObject({ Code: code });
  });

  test.each(['AddSmsSign', 'ModifySmsSign', 'AddSmsTemplate', 'ModifySmsTemplate'])(
    'by %s is refused, because the interface is offline',
    async (action) => {
      expect(await callSandbox(frozen(), { Action: action })).toMatchObject({
        Code: 'isv.INTERFACE_OFFLINE',
      });
    },
  );
});

describe('an account that lists its qualifications', () => {
  const mine = {
    id: 'mine',
    keys: [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }],
    qualificationIds: [123],
  };
  const app = { SignSource: '2', ApplySceneContent: 'https://app.example/' };

  test.each([
    [{}, 'OK'],
    [{ QualificationId: '124' }, 'QualificationNotFound'],
    [{ ThirdParty: 'true', AuthorizationLetterId: '7' }, 'OK'],
    [{ ThirdParty: 'true', AuthorizationLetterId: 'x' }, 'SmsAuthorizationLetterNotExist'],
    [{ SignSource: '5', TrademarkId: '8' }, 'OK'],
    [{ SignSource: '5', TrademarkId: '0' }, 'TrademarkNotExist'],
    [{ ...app, AppIcpRecordId: '9' }, 'OK'],
    [{ ...app, AppIcpRecordId: '-7' }, 'AppIcpRecordNotExist'],
  ])('answers %j with %s', async (change, code) => {
    const sandbox = createSandbox({ seed: { accounts: [mine] } });
    expect(await callSandbox(sandbox, { ...CREATE, ...change })).toMatchObject({ Code: code });
  });
});

test('a limit of one application per day resets at midnight in China', async () => {
  const keys = [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }];
  const sandbox = createSandbox({
    seed: { accounts: [{ id: 'person', keys, signNamesPerDay: 1 }] },
  });
  // Ten minutes before midnight in China.
  sandbox.clock.freeze(Date.parse('2026-01-02T15:50:00Z'));
  const apply = async (SignName: string) =>
    (await callSandbox(sandbox, { ...CREATE, SignName }))['Code'];
  expect(await apply('【坏】')).toBe('InvalidSignName');
  expect(await apply('第一个')).toBe('OK');
  expect(await apply('第二个')).toBe('isv.SIGN_COUNT_OVER_LIMIT');
  sandbox.clock.shift(10 * 60_000);
  expect(await apply('第二个')).toBe('OK');
});

test.each([
  ['an unknown source', { SignSource: '6' }],
  ['a remark that is too long', { Remark: '登'.repeat(201) }],
])('%s is refused, and no signature is created', async (_, change) => {
  const sandbox = frozen();
  expect(await callSandbox(sandbox, { ...CREATE, ...change })).toMatchObject({
    Code: 'InvalidParameter',
  });
  expect(await get(sandbox)).toMatchObject({ Code: 'SignatureNotFound' });
});

test('updating an unknown signature does not create one', async () => {
  const sandbox = frozen();
  const update = { ...CREATE, Action: 'UpdateSmsSign' };
  expect(await callSandbox(sandbox, update)).toMatchObject({ Code: 'SignatureNotFound' });
  expect(await get(sandbox)).toMatchObject({ Code: 'SignatureNotFound' });
});

test('a signature deleted during its filing stays deleted', async () => {
  const sandbox = frozen();
  await callSandbox(sandbox, CREATE);
  sandbox.clock.shift(3000);
  await callSandbox(sandbox, { Action: 'DeleteSmsSign', SignName: '新示例' });
  sandbox.clock.shift(60_000);
  expect(await get(sandbox)).toMatchObject({ Code: 'SignatureNotFound' });
});
