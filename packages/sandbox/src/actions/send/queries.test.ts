import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../sandbox.ts';
import { callSandbox } from '../../testing/calls.ts';

const TEST_PAIR = { SignName: '阿里云短信测试', TemplateCode: 'SMS_154950909' };
const NOON = Date.parse('2026-01-02T04:00:00Z');
const TODAY = { SendDate: '20260102', PageSize: '10', CurrentPage: '1' };

function frozen(): Sandbox {
  const sandbox = createSandbox({ random: () => 0.5 });
  sandbox.clock.freeze(NOON);
  return sandbox;
}

async function send(sandbox: Sandbox, number: string, more = {}): Promise<void> {
  const call = { Action: 'SendSms', ...TEST_PAIR, PhoneNumbers: number, ...more };
  const answer = await callSandbox(sandbox, { TemplateParam: '{"code":"123456"}', ...call });
  expect(answer).toMatchObject({ Code: 'OK' });
}

async function details(sandbox: Sandbox, number: string, more = {}): Promise<unknown> {
  const call = { Action: 'QuerySendDetails', PhoneNumber: number, ...TODAY, ...more };
  return callSandbox(sandbox, call);
}

describe('QuerySendDetails', () => {
  test('shows a message as waiting, then as delivered', async () => {
    const sandbox = frozen();
    await send(sandbox, '8613900001234', { OutId: 'order-1' });
    const item = {
      PhoneNum: '13900001234',
      SendStatus: 1,
      SendDate: '2026-01-02 12:00:00',
      Content: '【阿里云短信测试】您的验证码为：123456，请勿泄露于他人！',
      TemplateCode: 'SMS_154950909',
      OutId: 'order-1',
    };
    expect(await details(sandbox, '13900001234')).toMatchObject({
      Code: 'OK',
      TotalCount: 1,
      SmsSendDetailDTOs: { SmsSendDetailDTO: [item] },
    });
    sandbox.clock.shift(60_000);
    expect(await details(sandbox, '13900001234')).toMatchObject({
      SmsSendDetailDTOs: {
        SmsSendDetailDTO: [
          { ...item, SendStatus: 3, ErrCode: 'DELIVERED', ReceiveDate: '2026-01-02 12:00:02' },
        ],
      },
    });
  });

  test('shows an overseas number with its country code', async () => {
    const sandbox = frozen();
    const template = { SignName: '示例科技', TemplateCode: 'SMS_200000020' };
    await send(sandbox, '85268326366', template);
    expect(await details(sandbox, '85268326366')).toMatchObject({
      SmsSendDetailDTOs: { SmsSendDetailDTO: [{ PhoneNum: '85268326366' }] },
    });
  });

  test('shows why the delivery failed', async () => {
    const sandbox = frozen();
    await send(sandbox, '15400000101');
    sandbox.clock.shift(60_000);
    expect(await details(sandbox, '15400000101')).toMatchObject({
      SmsSendDetailDTOs: {
        SmsSendDetailDTO: [{ SendStatus: 2, ErrCode: 'MOBILE_NOT_ON_SERVICE' }],
      },
    });
  });

  test('lists the messages of a day in China, page by page', async () => {
    const sandbox = frozen();
    sandbox.clock.freeze(Date.parse('2026-01-01T15:59:59Z'));
    await send(sandbox, '13900001234');
    sandbox.clock.freeze(Date.parse('2026-01-01T16:00:00Z'));
    await send(sandbox, '13900001234');
    sandbox.clock.shift(60_000);
    await send(sandbox, '13900001234');
    const today = { ...TODAY, PageSize: '1', CurrentPage: '2' };
    expect(await details(sandbox, '13900001234', today)).toMatchObject({
      TotalCount: 2,
      SmsSendDetailDTOs: { SmsSendDetailDTO: [{ SendDate: '2026-01-02 00:00:00' }] },
    });
  });

  test('finds a message by BizId, and no message of another account', async () => {
    const other = { id: '2', keys: [{ accessKeyId: 'other', accessKeySecret: 'testsecret' }] };
    const mine = createSandbox()
      .accounts.all()
      .map(({ start }) => start);
    const sandbox = createSandbox({ seed: { accounts: [...mine, other] } });
    sandbox.clock.freeze(NOON);
    await send(sandbox, '13900001234');
    const [message] = sandbox.messages.list().messages;
    const byBizId = { BizId: message?.bizId };
    expect(await details(sandbox, '13900001234', byBizId)).toMatchObject({ TotalCount: 1 });
    expect(await details(sandbox, '13900001234', { BizId: '1^0' })).toMatchObject({
      TotalCount: 0,
    });
    const asOther = { AccessKeyId: 'other' };
    expect(await details(sandbox, '13900001234', asOther)).toMatchObject({ TotalCount: 0 });
  });

  test.each([
    ['a date with hyphens', { SendDate: '2026-01-02' }, 'isv.INVALID_PARAMETERS'],
    ['a day that does not exist', { SendDate: '20260231' }, 'isv.INVALID_PARAMETERS'],
    ['a day more than 30 days ago', { SendDate: '20251130' }, 'isv.INVALID_PARAMETERS'],
    ['a page size of 51', { PageSize: '51' }, 'isv.INVALID_PARAMETERS'],
    ['page zero', { CurrentPage: '0' }, 'isv.INVALID_PARAMETERS'],
    ['a country code', { PhoneNumber: '8613900001234' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
    ['no number', { PhoneNumber: '' }, 'MissingPhoneNumber'],
  ])('%s is refused', async (_, more, code) => {
    expect(await details(frozen(), '13900001234', more)).toMatchObject({ Code: code });
  });
});

describe('SendBatchSms', () => {
  const batch = {
    Action: 'SendBatchSms',
    TemplateCode: 'SMS_200000010',
    PhoneNumberJson: '["13900001234","13900005678"]',
    SignNameJson: '["示例科技","示例未报备"]',
    TemplateParamJson: '[{"name":"甲","order":"1"},{"name":"乙","order":"2"}]',
  };

  test('sends each number its own signature and text under one BizId', async () => {
    const sandbox = frozen();
    const answer = await callSandbox(sandbox, batch);
    expect(answer).toMatchObject({ Code: 'OK', BizId: expect.stringMatching(/\^0$/) });
    expect(sandbox.messages.list().messages).toMatchObject([
      { bizId: answer['BizId'], text: '【示例未报备】乙您好，您的订单2已发货。', code: null },
      { bizId: answer['BizId'], text: '【示例科技】甲您好，您的订单1已发货。' },
    ]);
    sandbox.clock.shift(60_000);
    expect(sandbox.messages.list().messages).toMatchObject([
      { status: 'failed', errCode: 'PORT_NOT_REGISTERED' },
      { status: 'delivered', errCode: 'DELIVERED' },
    ]);
  });

  test.each([
    ['lists of different lengths', { SignNameJson: '["示例科技"]' }, 'isv.INVALID_PARAMETERS'],
    ['numbers that are not JSON', { PhoneNumberJson: '13900001234' }, 'isv.INVALID_JSON_PARAM'],
    ['numbers that are not strings', { PhoneNumberJson: '[1,2]' }, 'isv.INVALID_PARAMETERS'],
    [
      'more than a hundred numbers',
      { PhoneNumberJson: JSON.stringify(Array.from({ length: 101 }, () => '13900001234')) },
      'isv.MOBILE_COUNT_OVER_LIMIT',
    ],
    ['missing variables', { TemplateParamJson: '' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
  ])('%s are refused', async (_, more, code) => {
    expect(await callSandbox(frozen(), { ...batch, ...more })).toMatchObject({ Code: code });
  });
});

test('QuerySendStatistics counts billed segments by day and status', async () => {
  const sandbox = frozen();
  await send(sandbox, '13900001234');
  await send(sandbox, '15400000101');
  await send(sandbox, '15400000201');
  const abroad = { SignName: '示例科技', TemplateCode: 'SMS_200000020' };
  await send(sandbox, '85268326366', abroad);
  sandbox.clock.shift(24 * 3_600_000);
  const call = {
    Action: 'QuerySendStatistics',
    IsGlobe: '1',
    StartDate: '20260101',
    EndDate: '20260103',
    PageIndex: '1',
    PageSize: '10',
  };
  const counts = {
    SendDate: '20260102',
    TotalCount: 3,
    RespondedSuccessCount: 1,
    RespondedFailCount: 1,
    NoRespondedCount: 1,
  };
  expect(await callSandbox(sandbox, call)).toMatchObject({
    Data: { TotalSize: 1, TargetList: [counts] },
  });
  expect(await callSandbox(sandbox, { ...call, IsGlobe: '2' })).toMatchObject({
    Data: { TargetList: [{ TotalCount: 1, RespondedSuccessCount: 1 }] },
  });
  expect(await callSandbox(sandbox, { ...call, TemplateType: '1' })).toMatchObject({
    Data: { TotalSize: 0, TargetList: [] },
  });
});

test('QuerySendStatistics lists days in order and filters by signature and type', async () => {
  const sandbox = frozen();
  await send(sandbox, '13900001234');
  sandbox.clock.shift(24 * 3_600_000);
  await send(sandbox, '13900001234');
  const call = {
    Action: 'QuerySendStatistics',
    IsGlobe: '1',
    StartDate: '20260101',
    EndDate: '20260103',
    PageIndex: '1',
    PageSize: '10',
  };
  expect(await callSandbox(sandbox, call)).toMatchObject({
    Data: { TargetList: [{ SendDate: '20260102' }, { SendDate: '20260103' }] },
  });
  expect(await callSandbox(sandbox, { ...call, SignName: '示例科技' })).toMatchObject({
    Data: { TotalSize: 0 },
  });
  expect(await callSandbox(sandbox, { ...call, TemplateType: '0' })).toMatchObject({
    Data: { TotalSize: 2 },
  });
  expect(await callSandbox(sandbox, { ...call, EndDate: '20260199' })).toMatchObject({
    Code: 'isv.INVALID_PARAMETERS',
  });
});
