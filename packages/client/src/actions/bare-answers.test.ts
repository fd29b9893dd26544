import { expect, test } from 'vitest';
import { NOTHING, RequestId, run, errorOf } from '../testing/one-answer.ts';
import type { SmsClient } from '../sms-client.ts';

// A field that Aliyun omits is absent; only the result an operation exists for is required.

const days = { region: 'mainland', startDate: '20250601', endDate: '20250601' } as const;
const sign = { signName: 'S', signSource: 'enterprise', qualificationId: 1 } as const;
const template = { templateName: 'N', templateContent: 'c' } as const;
const code = { phoneNumber: '13800138000', signName: 'S', templateCode: '100001' };

test.each<[string, (client: SmsClient) => Promise<unknown>]>([
  ['sendSms', (client) => client.sendSms(code)],
  ['getSmsSign', (client) => client.getSmsSign({ signName: 'S' })],
  ['createSmsSign', (client) => client.createSmsSign(sign)],
  ['getSmsTemplate', (client) => client.getSmsTemplate({ templateCode: 'SMS_1' })],
  [
    'createSmsTemplate',
    (client) => client.createSmsTemplate({ ...template, templateType: 'notification' }),
  ],
  ['sendSmsVerifyCode', (client) => client.sendSmsVerifyCode({ ...code, templateParam: {} })],
])('an OK to %s without its result has an unknown outcome', async (_name, call) => {
  expect(await errorOf(call)).toMatchObject({ name: 'AliyunSmsAnswerError', outcome: 'unknown' });
});

test('a missing list reads as an empty one', async () => {
  const { output: signs } = await run((client) => client.querySmsSignList({}), NOTHING);
  expect(signs).toEqual({ totalCount: 0, signs: [] });
  const statistics = await run((client) => client.querySendStatistics(days), NOTHING);
  expect(statistics.output).toEqual({ totalSize: 0, days: [] });
});

test('missing counts of a day read as zero', async () => {
  const answer = { ...NOTHING, Data: { TargetList: [{ SendDate: '20250601' }] } };
  const { output } = await run((client) => client.querySendStatistics(days), answer);
  const nothing = { total: 0, delivered: 0, failed: 0, pending: 0 };
  expect(output).toEqual({ totalSize: 1, days: [{ date: '20250601', ...nothing }] });
});

test('a message without a status counts as submitted', async () => {
  const answer = { ResponseCode: 'OK' };
  const { output } = await run((client) => client.queryMessage({ messageId: '1' }), answer);
  expect(output).toMatchObject({ status: 'submitted', sentAt: undefined });
});

test('the request id is read from Model if the answer itself has none', async () => {
  const answer = { Code: 'OK', Model: { BizId: '1^0', RequestId } };
  const input = { ...code, templateParam: { code: '##code##' }, codeLength: 6, validTime: 300 };
  const { output, query } = await run((client) => client.sendSmsVerifyCode(input), answer);
  expect(output).toEqual({
    bizId: '1^0',
    requestId: RequestId,
    attempts: 1,
    verifyCode: undefined,
  });
  expect(query).toMatchObject({ CodeLength: '6', ValidTime: '300' });
});
