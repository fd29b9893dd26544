import { describe, expect, test } from 'vitest';
import { NOTHING, RequestId, run, errorOf } from '../testing/one-answer.ts';

describe('SendBatchSms', () => {
  const batch = {
    templateCode: 'SMS_154950909',
    messages: [
      { phoneNumber: '8613900001234', signName: '阿里云', templateParam: { code: '1234' } },
      { phoneNumber: '+85268326366', signName: 'B', templateParam: { code: '5678' } },
    ],
  };

  test('sends its lists in the body and the rest in the query', async () => {
    const { output, action, query, form } = await run(
      (client) => client.sendBatchSms({ ...batch, outId: 'o' }),
      { ...NOTHING, BizId: '9^0' },
    );
    expect(output).toEqual({ bizId: '9^0', requestId: RequestId, attempts: 1 });
    expect(action).toBe('SendBatchSms');
    expect(query).toEqual({ TemplateCode: 'SMS_154950909', OutId: 'o' });
    expect(form).toEqual({
      PhoneNumberJson: '["8613900001234","85268326366"]',
      SignNameJson: '["阿里云","B"]',
      TemplateParamJson: '[{"code":"1234"},{"code":"5678"}]',
    });
  });

  test('omits the variables if no message has any', async () => {
    const messages = [{ phoneNumber: '8613900001234', signName: 'B' }];
    const sending = run((client) => client.sendBatchSms({ ...batch, messages }), {
      ...NOTHING,
      BizId: '9^0',
    });
    expect(Object.keys((await sending).form)).toEqual(['PhoneNumberJson', 'SignNameJson']);
  });

  test('accepts 1 to 100 messages and names the invalid one', async () => {
    const [message] = batch.messages;
    const many = Array.from({ length: 101 }, () => message ?? { phoneNumber: '', signName: '' });
    for (const messages of [[], many]) {
      const error = await errorOf((client) => client.sendBatchSms({ ...batch, messages }));
      expect(error).toEqual(new RangeError('messages must be a list of 1 to 100'));
    }
    const messages = [...batch.messages, { phoneNumber: '8613900001234', signName: '' }];
    const error = await errorOf((client) => client.sendBatchSms({ ...batch, messages }));
    expect(error).toEqual(new TypeError('messages[2].signName must be a non-empty string'));
  });
});
