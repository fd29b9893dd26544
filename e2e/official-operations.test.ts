import { describe, expect, test } from 'vitest';
import { message, offering, sandbox, today, unfilled } from './testing/official-acceptance.ts';
import type { Answer } from './testing/official-clients.ts';
import { signName, templates } from './testing/ready-made.ts';

const compact = (day: string) => day.replaceAll('-', '');

const batch = {
  PhoneNumberJson: '["13912340001","13912340002"]',
  SignNameJson: JSON.stringify([signName, signName]),
  TemplateCode: templates.china,
  TemplateParamJson: '[{"code":"042137"},{"code":"042138"}]',
  OutId: 'order-2',
};

describe.each(offering('SendBatchSms'))('SendBatchSms through $name', (client) => {
  test('sends each number its own code under one BizId', async () => {
    const answer = await client.call('SendBatchSms', batch);
    expect(answer.apiCode).toBe('OK');
    expect(unfilled(answer)).toEqual([]);
    const bizId = answer.body['BizId'];
    expect(sandbox.messages.list().messages).toHaveLength(2);
    expect(sandbox.messages.list().messages).toContainEqual(
      expect.objectContaining({ to: '+8613912340002', code: '042138', bizId }),
    );
  });

  test.each([
    [
      'lists of different lengths',
      { SignNameJson: JSON.stringify([signName]) },
      'isv.INVALID_PARAMETERS',
    ],
    ['a list that is not JSON', { PhoneNumberJson: '13912340001' }, 'isv.INVALID_JSON_PARAM'],
    ['no numbers', { PhoneNumberJson: '' }, 'MissingPhoneNumberJson'],
  ])('is refused with %s', async (_what, changes, apiCode) => {
    expect(await client.call('SendBatchSms', { ...batch, ...changes })).toMatchObject({ apiCode });
    expect(sandbox.messages.list().messages).toHaveLength(0);
  });
});

const detailsQuery = () => ({
  PhoneNumber: '13912340001',
  SendDate: compact(today()),
  PageSize: 10,
  CurrentPage: 1,
});

const detailsOf = ({ body }: Answer) =>
  Reflect.get(Object(body['SmsSendDetailDTOs']), 'SmsSendDetailDTO');

describe.each(offering('QuerySendDetails'))('QuerySendDetails through $name', (client) => {
  test('reports a submitted message, then its delivery', async () => {
    await client.call('SendSms', message);
    const submitted = await client.call('QuerySendDetails', detailsQuery());
    expect(detailsOf(submitted)).toMatchObject([{ SendStatus: 1, OutId: message.OutId }]);

    sandbox.clock.shift(60_000);
    const delivered = await client.call('QuerySendDetails', detailsQuery());
    expect(unfilled(delivered)).toEqual([]);
    expect(Number(delivered.body['TotalCount'])).toBe(1);
    expect(detailsOf(delivered)).toMatchObject([
      {
        PhoneNum: '13912340001',
        SendStatus: 3,
        ErrCode: 'DELIVERED',
        TemplateCode: templates.china,
        Content: expect.stringContaining(`【${signName}】登录验证码042137`),
        SendDate: expect.stringMatching(new RegExp(String.raw`^${today()} \d\d:\d\d:\d\d$`)),
      },
    ]);
  });

  test.each([
    ['a date with hyphens', { SendDate: '2026-01-01' }, 'isv.INVALID_PARAMETERS'],
    ['a page that is too large', { PageSize: 51 }, 'isv.INVALID_PARAMETERS'],
    ['an empty number', { PhoneNumber: '' }, 'MissingPhoneNumber'],
  ])('is refused with %s', async (_what, changes, apiCode) => {
    const parameters = { ...detailsQuery(), ...changes };
    expect(await client.call('QuerySendDetails', parameters)).toMatchObject({ apiCode });
  });
});

const statisticsQuery = () => ({
  IsGlobe: 1,
  StartDate: compact(today()),
  EndDate: compact(today()),
  PageIndex: 1,
  PageSize: 10,
});

describe.each(offering('QuerySendStatistics'))('QuerySendStatistics through $name', (client) => {
  test('counts what was sent and delivered today', async () => {
    await client.call('SendSms', message);
    sandbox.clock.shift(60_000);
    const answer = await client.call('QuerySendStatistics', statisticsQuery());
    expect(answer.apiCode).toBe('OK');
    expect(unfilled(answer).filter((field) => field !== 'Message')).toEqual([]);
    expect(answer.body['Data']).toMatchObject({
      TotalSize: 1,
      TargetList: [
        {
          SendDate: compact(today()),
          TotalCount: 1,
          RespondedSuccessCount: 1,
          RespondedFailCount: 0,
          NoRespondedCount: 0,
        },
      ],
    });
  });

  test('is refused with an invalid date', async () => {
    const answer = await client.call('QuerySendStatistics', {
      ...statisticsQuery(),
      StartDate: 'today',
    });
    expect(answer.apiCode).toBe('isv.INVALID_PARAMETERS');
  });
});
describe.each(offering('AddSmsSign', 'AddSmsTemplate'))('through $name', (client) => {
  test.each([
    [
      'AddSmsTemplate',
      { TemplateName: '登录', TemplateContent: '验证码${code}', TemplateType: 0, Remark: '登录' },
    ],
    ['AddSmsSign', { SignName: '晨光书店', SignSource: 0, Remark: '登录' }],
  ])('the old operation %s is refused as offline', async (action, parameters) => {
    const { apiCode } = await client.call(action, parameters);
    expect(apiCode).toBe('isv.INTERFACE_OFFLINE');
  });
});

describe.each(offering('SmsConversionIntl'))('SmsConversionIntl through $name', (client) => {
  test('accepts the feedback that a code was used', async () => {
    const feedback = { MessageId: '1234^0', Delivered: true, ConversionTime: sandbox.clock.now() };
    const answer = await client.call('SmsConversionIntl', feedback);
    expect(answer.apiCode).toBe('OK');
    expect(unfilled(answer)).toEqual([]);
  });
});
