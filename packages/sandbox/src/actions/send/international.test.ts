import { describe, expect, test } from 'vitest';
import { DEFAULT_ACCOUNTS } from '../../accounts/default-accounts.ts';
import { createSandbox, type Sandbox } from '../../sandbox.ts';
import { callSandbox } from '../../testing/calls.ts';

const VERSION = { Version: '2018-05-01' };
const GLOBE = {
  ...VERSION,
  Action: 'SendMessageToGlobe',
  To: '85268326366',
  From: 'Example',
  Message: 'Your code is 4821, keep it to yourself',
  Type: 'OTP',
};

function frozen(): Sandbox {
  const sandbox = createSandbox({ random: () => 0.5 });
  sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
  return sandbox;
}

test('a free text is sent overseas, and its status can be queried', async () => {
  const sandbox = frozen();
  const sent = await callSandbox(sandbox, GLOBE);
  expect(sent).toMatchObject({
    ResponseCode: 'OK',
    ResponseDescription: 'The SMS Send Request was accepted',
    To: '85268326366',
    From: 'Example',
    Segments: '1',
    NumberDetail: { Country: 'Hong Kong SAR China' },
  });
  expect(sent).not.toHaveProperty('Code');
  expect(sandbox.messages.list().messages).toMatchObject([
    { product: 'international', to: '+85268326366', code: '4821', text: GLOBE.Message },
  ]);
  const query = { ...VERSION, Action: 'QueryMessage', MessageId: String(sent['MessageId']) };
  expect(await callSandbox(sandbox, query)).toMatchObject({
    Status: '3',
    SendDate: 'Fri, 02 Jan 2026 12:00:00 +0800',
    ReceiveDate: '',
  });
  sandbox.clock.shift(60_000);
  expect(await callSandbox(sandbox, query)).toMatchObject({
    Status: '1',
    ErrorCode: 'DELIVERED',
    ReceiveDate: 'Fri, 02 Jan 2026 12:00:02 +0800',
  });
  expect(await callSandbox(sandbox, { ...query, MessageId: '1' })).toMatchObject({
    ResponseCode: 'DATA_NOT_EXIST',
  });
});

test('a template is sent to the mainland with the signature in From', async () => {
  const sandbox = frozen();
  const call = {
    ...VERSION,
    Action: 'SendMessageWithTemplate',
    To: '8613900001234',
    From: '示例科技',
    TemplateCode: 'SMS_200000001',
    TemplateParam: '{"code":"123456"}',
  };
  expect(await callSandbox(sandbox, call)).toMatchObject({ ResponseCode: 'OK', Segments: '1' });
  expect(sandbox.lastCode('13900001234')).toBe('123456');
  expect(await callSandbox(sandbox, call)).toMatchObject({
    ResponseCode: 'BUSINESS_LIMIT_CONTROL',
  });
  expect(await callSandbox(sandbox, { ...call, To: '85268326366' })).toMatchObject({
    ResponseCode: 'MOBILE_NUMBER_ILLEGAL',
  });
});

const TEMPLATE = {
  ...VERSION,
  Action: 'SendMessageWithTemplate',
  To: '8613900001234',
  From: '示例科技',
  TemplateCode: 'SMS_200000001',
  TemplateParam: '{"code":"123456"}',
};

test('a template for overseas is not sent to the mainland', async () => {
  const answer = await callSandbox(frozen(), { ...TEMPLATE, TemplateCode: 'SMS_200000020' });
  expect(answer).toMatchObject({ ResponseCode: 'MOBILE_NUMBER_ILLEGAL' });
});

test('a template can be sent to a number written with +', async () => {
  const answer = await callSandbox(frozen(), { ...TEMPLATE, To: '+8613900001234' });
  expect(answer).toMatchObject({ ResponseCode: 'OK', To: '8613900001234' });
});

test('a template’s text may have 500 characters, signature included', async () => {
  const [account] = DEFAULT_ACCOUNTS;
  if (account === undefined) throw new Error('no account');
  const templates = [494, 495].map((length) => ({
    templateCode: `SMS_${length}`,
    content: 'a'.repeat(length),
  }));
  const seed = { accounts: [{ ...account, templates }] };
  const send = async (TemplateCode: string) =>
    callSandbox(createSandbox({ seed }), { ...TEMPLATE, TemplateCode, TemplateParam: '{}' });
  expect(await send('SMS_494')).toMatchObject({ ResponseCode: 'OK' });
  expect(await send('SMS_495')).toMatchObject({ ResponseCode: 'PARAM_LENGTH_LIMIT' });
});

test('a setting selects the codes of the older pages', async () => {
  const sandbox = createSandbox({ seed: { settings: { internationalCodes: 'prefixed' } } });
  sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
  const answers = [];
  for (const change of [{}, {}, { TemplateCode: 'SMS_1' }]) {
    answers.push(await callSandbox(sandbox, { ...TEMPLATE, ...change }));
  }
  expect(answers).toMatchObject([
    { ResponseCode: 'OK' },
    { ResponseCode: 'isv.BUSINESS_LIMIT_CONTROL_MINUTE' },
    { ResponseCode: 'isv.SMS_TEMPLATE_ILLEGAL' },
  ]);
});

test('the test pair can be sent to bound numbers only', async () => {
  const [account] = DEFAULT_ACCOUNTS;
  if (account === undefined) throw new Error('no account');
  const seed = { accounts: [{ ...account, boundNumbers: ['+8613900001234'] }] };
  const sandbox = createSandbox({ seed });
  const send = {
    ...VERSION,
    Action: 'SendMessageWithTemplate',
    From: '阿里云短信测试',
    TemplateCode: 'SMS_154950909',
    TemplateParam: '{"code":"123456"}',
  };
  expect(await callSandbox(sandbox, { ...send, To: '8613900001235' })).toMatchObject({
    ResponseCode: 'SMS_TEST_NUMBER_LIMIT',
  });
  expect(await callSandbox(sandbox, { ...send, To: '8613900001234' })).toMatchObject({
    ResponseCode: 'OK',
  });
});

test('a batch sends what it can and lists the failed numbers', async () => {
  const sandbox = frozen();
  const batch = {
    ...GLOBE,
    Action: 'BatchSendMessageToGlobe',
    To: '["85268326366","1","14155552671"]',
    Message: '["a","b","c"]',
    Type: 'NOTIFY',
  };
  const sent = await callSandbox(sandbox, batch);
  expect(sent).toMatchObject({ ResponseCode: 'OK', FailedList: '["1"]', SuccessCount: '2' });
  expect(JSON.parse(String(sent['MessageIdList']))).toHaveLength(2);
});

test('a batch of an account in arrears is refused as a whole', async () => {
  const [account] = DEFAULT_ACCOUNTS;
  if (account === undefined) throw new Error('no account');
  const seed = { accounts: [{ ...account, refusesSends: 'isv.OUT_OF_SERVICE' }] };
  const batch = { ...GLOBE, Action: 'BatchSendMessageToGlobe', To: list(1), Message: '["a"]' };
  const answer = await callSandbox(createSandbox({ seed }), batch);
  expect(answer).toMatchObject({ ResponseCode: 'OUT_OF_SERVICE' });
});

describe('a call', () => {
  test.each([
    ['to the mainland with free text', { To: '8613900001234' }, 'DOMESTIC_NUMBER_NOT_SUPPORTED'],
    ['to a number with +', { To: '+85268326366' }, 'MOBILE_NUMBER_ILLEGAL'],
    ['from a sender that is too long', { From: 'ExampleExample' }, 'INVALID_SENDERID'],
    ['of an unknown type', { Type: 'SPAM' }, 'INVALID_PARAMETERS'],
    ['to a magic number', { To: '12025550105' }, 'AMOUNT_NOT_ENOUGH'],
  ])('%s is refused with a code without prefix', async (_, change, code) => {
    const answer = await callSandbox(frozen(), { ...GLOBE, ...change });
    expect(answer).toMatchObject({ ResponseCode: code });
    expect(answer).not.toHaveProperty('MessageId');
  });

  test('with the wrong API version is refused', async () => {
    const old = { ...GLOBE, Version: '2017-05-25' };
    expect(await callSandbox(frozen(), old)).toMatchObject({ Code: 'InvalidAction.NotFound' });
  });
});

test.each([
  ['SmsConversion', { ...VERSION, Delivered: 'true', MessageId: '1' }, { ResponseCode: 'OK' }],
  [
    'SmsConversion',
    { ...VERSION, Delivered: 'yes', MessageId: '1' },
    { ResponseCode: 'INVALID_PARAMETERS' },
  ],
  ['ConversionData', { ...VERSION, ConversionRate: '0.53' }, { ResponseCode: 'OK' }],
  ['ConversionData', { ...VERSION, ConversionRate: '1.1' }, { ResponseCode: 'INVALID_PARAMETERS' }],
  ['SmsConversionIntl', { Delivered: 'true', MessageId: '1' }, { Code: 'OK' }],
  ['ConversionDataIntl', { ConversionRate: '1' }, { Code: 'OK' }],
])('%s answers feedback %o', async (Action, more, answer) => {
  expect(await callSandbox(frozen(), { Action, ...more })).toMatchObject(answer);
});

test.each([
  ['a text that is too long', { Message: 'a'.repeat(1601) }, 'PARAM_LENGTH_LIMIT'],
  ['a task id that is too long', { TaskId: 'a'.repeat(256) }, 'INVALID_PARAMETERS'],
  ['a validity that is not a number', { ValidityPeriod: 'soon' }, 'INVALID_PARAMETERS'],
])('%s is refused', async (_, change, code) => {
  expect(await callSandbox(frozen(), { ...GLOBE, ...change })).toMatchObject({
    ResponseCode: code,
  });
});

test.each([
  ['no numbers', '[]', '[]'],
  ['fewer texts than numbers', '["85268326366","14155552671"]', '["a"]'],
  ['too many numbers', list(1001), list(1001)],
  ['a text that is not a string', '["85268326366"]', '[{}]'],
])('a batch with %s is refused', async (_, To, Message) => {
  const batch = { ...GLOBE, Action: 'BatchSendMessageToGlobe', To, Message };
  expect(await callSandbox(frozen(), batch)).toMatchObject({ ResponseCode: 'INVALID_PARAMETERS' });
});

test.each([
  ['85268326366 has the code A1B2C3', 'A1B2C3'],
  ['Your password is Z9Y8X7W6.', 'Z9Y8X7W6'],
  ['Your code follows by mail', null],
  ['Meet me at 1234', null],
])('the code in the text %s is %s', async (Message, code) => {
  const sandbox = frozen();
  expect(await callSandbox(sandbox, { ...GLOBE, Message })).toMatchObject({ ResponseCode: 'OK' });
  expect(sandbox.messages.list().messages[0]?.code).toBe(code);
});

test('feedback with an invalid time is refused', async () => {
  const feedback = { ...VERSION, Action: 'ConversionData', ConversionRate: '0.5' };
  const answer = await callSandbox(frozen(), { ...feedback, ReportTime: 'today' });
  expect(answer).toMatchObject({ ResponseCode: 'INVALID_PARAMETERS' });
});

function list(length: number): string {
  return JSON.stringify(Array.from({ length }, () => '85268326366'));
}
