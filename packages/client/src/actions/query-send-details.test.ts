import { describe, expect, test } from 'vitest';
import { NOTHING, run, errorOf } from '../testing/one-answer.ts';

describe('QuerySendDetails', () => {
  const item = {
    SendStatus: 3,
    SendDate: '2025-06-01 10:00:00',
    ReceiveDate: '2025-06-01 10:00:04',
    PhoneNum: '13900001234',
    OutId: 'order-1',
    ErrCode: 'DELIVERED',
    TemplateCode: 'SMS_154950909',
    Content: '【示例】您的验证码1234',
  };
  const report = {
    phoneNumber: '13900001234',
    status: 'delivered',
    errCode: 'DELIVERED',
    sentAt: '2025-06-01T10:00:00+08:00',
    reportedAt: '2025-06-01T10:00:04+08:00',
    content: '【示例】您的验证码1234',
    templateCode: 'SMS_154950909',
    outId: 'order-1',
  };

  test('queries a mainland number by its 11 digits and unwraps the list', async () => {
    const { output, query } = await run(
      (client) => client.querySendDetails({ phoneNumber: '8613900001234', sendDate: '20250601' }),
      { ...NOTHING, TotalCount: '1', SmsSendDetailDTOs: { SmsSendDetailDTO: [item] } },
    );
    expect(query).toEqual({
      PhoneNumber: '13900001234',
      SendDate: '20250601',
      CurrentPage: '1',
      PageSize: '50',
    });
    expect(output).toEqual({ totalCount: 1, reports: [report] });
  });

  test('queries an overseas number with its country code', async () => {
    const { query } = await run(
      (client) =>
        client.querySendDetails({
          phoneNumber: '+85268326366',
          sendDate: '20250601',
          pageSize: 10,
          currentPage: 2,
          bizId: '1^0',
        }),
      NOTHING,
    );
    expect(query).toMatchObject({
      PhoneNumber: '85268326366',
      PageSize: '10',
      CurrentPage: '2',
      BizId: '1^0',
    });
  });

  test.each([
    [1, 'submitted'],
    ['2', 'failed'],
    [3, 'delivered'],
    [9, 'submitted'],
  ])('SendStatus %j means %s', async (SendStatus, status) => {
    const { output } = await run(
      (client) => client.querySendDetails({ phoneNumber: '13900001234', sendDate: '20250601' }),
      { ...NOTHING, TotalCount: 1, SmsSendDetailDTOs: { SmsSendDetailDTO: [{ SendStatus }] } },
    );
    expect(output.reports[0]).toMatchObject({ status });
  });

  test('for SMS authentication has another host and a plain list', async () => {
    const { output, host } = await run(
      (client) =>
        client.queryVerifyCodeDetails({ phoneNumber: '13900001234', sendDate: '20250601' }),
      { ...NOTHING, Model: [item] },
    );
    expect(host).toBe('dypnsapi.aliyuncs.com');
    expect(output).toEqual({ totalCount: 1, reports: [report] });
  });

  test.each([
    [{ sendDate: '2025-06-01' }, /^sendDate /],
    [{ pageSize: 51 }, /^pageSize /],
    [{ pageSize: 0 }, /^pageSize /],
    [{ currentPage: 1.5 }, /^currentPage /],
    [{ phoneNumber: 'x' }, /^phoneNumber /],
  ])('names the invalid field (%#)', async (field, message) => {
    const input = { phoneNumber: '13900001234', sendDate: '20250601', ...field };
    expect(String(await errorOf((client) => client.querySendDetails(input)))).toMatch(
      new RegExp(`Error: ${message.source.slice(1)}`),
    );
  });
});
