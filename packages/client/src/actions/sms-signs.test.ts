import { describe, expect, test } from 'vitest';
import { NOTHING, run, errorOf } from '../testing/one-answer.ts';

describe('signatures', () => {
  test('CreateSmsSign writes names as numbers, ids as digits and lists as JSON', async () => {
    const { output, query } = await run(
      (client) =>
        client.createSmsSign({
          signName: '阿里云',
          signSource: 'enterprise',
          signType: 'general',
          qualificationId: 123,
          thirdParty: false,
          moreData: ['a.png', 'b.png'],
          remark: 'r',
        }),
      { ...NOTHING, SignName: '阿里云', OrderId: 20044156924 },
    );
    expect(query).toEqual({
      MoreData: '["a.png","b.png"]',
      QualificationId: '123',
      Remark: 'r',
      SignName: '阿里云',
      SignSource: '0',
      SignType: '1',
      ThirdParty: 'false',
    });
    expect(output).toEqual({ signName: '阿里云', orderId: '20044156924' });
  });

  test('CreateSmsSign names the invalid field', async () => {
    const input = { signName: 'S', signSource: 'app', qualificationId: '12x' } as const;
    expect(await errorOf((client) => client.createSmsSign(input))).toEqual(
      new TypeError('qualificationId must be a numeric id'),
    );
    const more = { ...input, qualificationId: 1, trademarkId: 'x' };
    expect(await errorOf((client) => client.createSmsSign(more))).toEqual(
      new TypeError('trademarkId must be a numeric id'),
    );
    const source: typeof input = JSON.parse('{"signName":"S","signSource":"toString"}');
    expect(await errorOf((client) => client.createSmsSign(source))).toEqual(
      new RangeError('signSource must be one of enterprise, app, trademark'),
    );
  });

  test('GetSmsSign returns the review and the filing with each carrier', async () => {
    const { output, query } = await run((client) => client.getSmsSign({ signName: 'S' }), {
      ...NOTHING,
      SignName: 'S',
      SignStatus: 2,
      SignTag: '2',
      CreateDate: '2025-06-01 10:00:00',
      QualificationId: 123,
      ThirdParty: true,
      AuditInfo: { AuditDate: '2025-06-01 12:00:00', RejectInfo: 'no file' },
      SignIspRegisterDetailList: [
        {
          OperatorCode: 'mobile',
          RegisterStatus: -2,
          RegisterStatusReasons: [{ ReasonCode: 'NON_REGISTER', ReasonDescList: ['why', 7] }],
        },
        { OperatorCode: 'unicom', RegisterStatus: 3, OperatorCompleteTime: '2025-06-02 00:00:00' },
      ],
    });
    expect(query).toEqual({ SignName: 'S' });
    expect(output).toEqual({
      signName: 'S',
      status: 'rejected',
      verdict: { date: '2025-06-01T12:00:00+08:00', reason: 'no file' },
      createdAt: '2025-06-01T10:00:00+08:00',
      qualificationId: '123',
      signTag: '2',
      thirdParty: true,
      carriers: [
        {
          carrier: 'mobile',
          status: 'not-filed',
          reasons: [{ code: 'NON_REGISTER', texts: ['why'] }],
        },
        {
          carrier: 'unicom',
          status: 'filed-and-verified',
          completedAt: '2025-06-02T00:00:00+08:00',
          reasons: [],
        },
      ],
    });
  });

  test('QuerySmsSignList reads review states given as words', async () => {
    const words = ['INIT', 'PASS', 'NOT_PASS', 'CANCEL', 'NEW'];
    const Reason = { RejectDate: '2025-06-01 12:00:00', RejectInfo: 'a', RejectSubInfo: 'b' };
    const { output } = await run((client) => client.querySmsSignList({}), {
      ...NOTHING,
      TotalCount: 5,
      SmsSignList: words.map((word) => ({
        SignName: word,
        AuditStatus: `AUDIT_STATE_${word}`,
        BusinessType: '通用类型',
        Reason,
      })),
    });
    expect(output.totalCount).toBe(5);
    expect(output.signs.map(({ status }) => status)).toEqual([
      'in-review',
      'approved',
      'rejected',
      'cancelled',
      undefined,
    ]);
    expect(output.signs[0]).toMatchObject({
      signName: 'INIT',
      businessType: '通用类型',
      verdict: { date: '2025-06-01T12:00:00+08:00', reason: 'a b' },
    });
  });

  test('QuerySmsSignList does not repeat a reason that is given twice', async () => {
    const Reason = { RejectInfo: 'no file', RejectSubInfo: 'no file' };
    const { output } = await run((client) => client.querySmsSignList({}), {
      ...NOTHING,
      SmsSignList: [{ SignName: 'a', AuditStatus: 'AUDIT_STATE_NOT_PASS', Reason }],
    });
    expect(output.signs[0]?.verdict.reason).toBe('no file');
  });
});
