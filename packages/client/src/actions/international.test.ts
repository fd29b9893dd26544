import { describe, expect, test } from 'vitest';
import { RequestId, run } from '../testing/one-answer.ts';

describe('the 2018-05-01 API', () => {
  const sent = {
    ResponseCode: 'OK',
    RequestId,
    MessageId: 'm-1',
    To: '8521245567',
    Segments: '2',
    NumberDetail: { Country: 'Hong Kong, China', Carrier: 'C' },
  };
  const result = {
    messageId: 'm-1',
    requestId: RequestId,
    attempts: 1,
    segments: 2,
    numberDetail: { country: 'Hong Kong, China', carrier: 'C' },
  };

  test('SendMessageToGlobe sends free text to the international host', async () => {
    const { output, host, version, query } = await run(
      (client) =>
        client.sendMessageToGlobe({
          phoneNumber: '+8521245567',
          message: 'Hello',
          from: 'Alicloud321',
          type: 'OTP',
          taskId: 't',
          validityPeriod: 600,
        }),
      sent,
    );
    expect([host, version]).toEqual(['dysmsapi.ap-southeast-1.aliyuncs.com', '2018-05-01']);
    expect(query).toEqual({
      To: '8521245567',
      Message: 'Hello',
      From: 'Alicloud321',
      Type: 'OTP',
      TaskId: 't',
      ValidityPeriod: '600',
    });
    expect(output).toEqual(result);
  });

  test('SendMessageWithTemplate sends the signature as From', async () => {
    const { output, query } = await run(
      (client) =>
        client.sendMessageWithTemplate({
          phoneNumber: '8613900001234',
          signName: '阿里云',
          templateCode: 'SMS_1',
          templateParam: { code: '1' },
        }),
      sent,
    );
    expect(query).toEqual({
      To: '8613900001234',
      From: '阿里云',
      TemplateCode: 'SMS_1',
      TemplateParam: '{"code":"1"}',
    });
    expect(output).toEqual(result);
  });

  test('a refusal in the fields of this API is recognized', async () => {
    const refusal = { ResponseCode: 'MOBILE_NUMBER_ILLEGAL', ResponseDescription: 'm', RequestId };
    const sending = run(
      (client) => client.sendMessageToGlobe({ phoneNumber: '8521245567', message: 'Hello' }),
      refusal,
    );
    await expect(sending).rejects.toMatchObject({
      apiCode: 'MOBILE_NUMBER_ILLEGAL',
      category: 'phone-number',
      outcome: 'not-sent',
    });
  });

  test('a send answered without a message id has an unknown outcome', async () => {
    const sending = run(
      (client) => client.sendMessageToGlobe({ phoneNumber: '8521245567', message: 'Hello' }),
      { ResponseCode: 'OK', RequestId },
    );
    await expect(sending).rejects.toMatchObject({ outcome: 'unknown' });
  });

  test('QueryMessage reads status and time', async () => {
    const { output } = await run((client) => client.queryMessage({ messageId: 'm-1' }), {
      ...sent,
      Status: '1',
      ErrorCode: 'DELIVERED',
      ErrorDescription: 'd',
      Message: 'Hello',
      SendDate: 'Mon, 24 Dec 2018 16:58:22 +0800',
    });
    expect(output).toEqual({
      messageId: 'm-1',
      phoneNumber: '8521245567',
      status: 'delivered',
      errCode: 'DELIVERED',
      errorDescription: 'd',
      message: 'Hello',
      sentAt: '2018-12-24T08:58:22.000Z',
      numberDetail: { country: 'Hong Kong, China', carrier: 'C' },
    });
  });
});
