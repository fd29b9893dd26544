import { describe, expect, test } from 'vitest';
import { message, officialClients, sandbox } from './testing/official-acceptance.ts';
import { account } from './testing/ready-made.ts';

/** What differs from an accepted message, and the code with which Aliyun refuses it. */
const refusals: readonly [what: string, changes: Partial<typeof message>, apiCode: string][] = [
  ['an unknown signature', { SignName: '不存在' }, 'isv.SMS_SIGNATURE_ILLEGAL'],
  ['an unknown template', { TemplateCode: 'SMS_000000000' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
  ['variables that are not JSON', { TemplateParam: 'bad' }, 'isv.INVALID_JSON_PARAM'],
  ['a missing variable', { TemplateParam: '{}' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
  ['an invalid number', { PhoneNumbers: '139523483377' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
  ['an empty signature', { SignName: '' }, 'MissingSignName'],
];

describe.each(officialClients())('$name', (client) => {
  test('sends a message, which has its signature, text and code', async () => {
    const { apiCode, body } = await client.call('SendSms', message);
    expect(apiCode).toBe('OK');
    expect(body).toMatchObject({ BizId: expect.stringMatching(/^\d{18}\^0$/), Message: 'OK' });
    expect(sandbox.messages.list().messages).toHaveLength(1);
    expect(sandbox.messages.list().messages[0]).toMatchObject({
      bizId: body['BizId'],
      requestId: body['RequestId'],
      to: '+8613912340001',
      text: '【示例科技】登录验证码042137，10分钟内有效，请勿泄露。',
      code: '042137',
      outId: message.OutId,
    });
  });

  test.each(refusals)('is refused with %s', async (_what, changes, refusal) => {
    const { apiCode, body } = await client.call('SendSms', { ...message, ...changes });
    expect(apiCode).toBe(refusal);
    expect(body).not.toHaveProperty('BizId');
    expect(sandbox.messages.list().messages).toHaveLength(0);
  });

  test('is refused beyond the limit per minute of one number', async () => {
    await client.call('SendSms', message);
    const second = await client.call('SendSms', message);
    expect(second.apiCode).toBe('isv.BUSINESS_LIMIT_CONTROL');
    expect(second.body).toMatchObject({ Message: '触发分钟级流控Permits:1' });
  });
});

const intruders: readonly [what: string, as: typeof account, apiCode: string][] = [
  ['a wrong secret', { ...account, accessKeySecret: 'wrong' }, 'SignatureDoesNotMatch'],
  ['an unknown key', { ...account, accessKeyId: 'nobody' }, 'InvalidAccessKeyId.NotFound'],
];

describe.each(intruders)('with %s', (_what, as, refusal) => {
  test.each(officialClients(as))('$name is refused', async (client) => {
    const { apiCode } = await client.call('SendSms', message);
    expect(apiCode).toBe(refusal);
    expect(sandbox.messages.list().messages).toHaveLength(0);
  });
});
