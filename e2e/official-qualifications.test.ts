import { startSandbox } from 'aliyun-sms-sandbox';
import { describe, expect, test } from 'vitest';
import { offering, unfilled } from './testing/official-acceptance.ts';
import { generatedClient, type Answer } from './testing/official-clients.ts';
import { signName } from './testing/ready-made.ts';

const reads = ['QuerySmsQualificationRecord', 'QuerySingleSmsQualification'];
/** Aliyun documents this field only for refusals by the RAM check. */
const onSuccess = ({ model }: Answer) => (model === undefined ? [] : ['AccessDeniedDetail']);

test('the current SDK offers every one of these operations', () => {
  expect(offering(...reads).map(({ name }) => name)).toEqual([
    'dysmsapi20170525 4.x',
    'dysmsapi20170525 4.x with V1',
    'pop-core GET',
    'pop-core POST',
  ]);
});

describe.each(offering(...reads))('through $name', (client) => {
  test('finds the id of a qualification, and applies for a signature with it', async () => {
    const list = await client.call('QuerySmsQualificationRecord', { State: 'PASS' });
    expect(list).toMatchObject({
      apiCode: 'OK',
      body: { Success: true, Data: { PageNo: 1, PageSize: 20, Total: 1 } },
    });
    expect(unfilled(list)).toEqual(onSuccess(list));
    expect(list.body['Data']).toHaveProperty('List.0.StateName', 'PASS');
    const QualificationGroupId = Number(Object(list.body['Data']).List[0].GroupId);

    const one = await client.call('QuerySingleSmsQualification', { QualificationGroupId });
    expect(one).toMatchObject({
      apiCode: 'OK',
      body: { Success: true, Data: { QualificationGroupId, State: 'PASSED', UseBySelf: true } },
    });
    expect(unfilled(one)).toEqual(onSuccess(one));

    const QualificationId = QualificationGroupId;
    const application = { SignName: '晨光书店', SignSource: 0, SignType: 1, QualificationId };
    expect((await client.call('CreateSmsSign', application)).apiCode).toBe('OK');
  });

  test('moves a signature to another qualification', async () => {
    const change = { SignatureName: signName, QualificationId: 10_002 };
    const changed = await client.call('ChangeSignatureQualification', change);
    expect(changed).toMatchObject({ apiCode: 'OK', body: { Data: { ErrCode: 'OK' } } });
    expect(unfilled(changed)).toEqual(onSuccess(changed));
    const { body } = await client.call('GetSmsSign', { SignName: signName });
    expect(body).toMatchObject({ QualificationId: 10_002, SignStatus: 1 });
  });

  test.each([
    ['QuerySingleSmsQualification', {}, 'MissingQualificationGroupId'],
    [
      'QuerySingleSmsQualification',
      { QualificationGroupId: 1, OrderId: 2 },
      'QualificationNotExist',
    ],
    ['QuerySmsQualificationRecord', { PageSize: 51 }, 'isv.INVALID_PARAMETERS'],
    ['QuerySmsQualificationRecord', { State: 'PASSED' }, 'isv.INVALID_PARAMETERS'],
    [
      'ChangeSignatureQualification',
      { SignatureName: '没有', QualificationId: 1 },
      'SmsSignatureNotExist',
    ],
    [
      'ChangeSignatureQualification',
      { SignatureName: '示例待审', QualificationId: 1 },
      'SMS_STATUS_ILLEGAL',
    ],
  ])('%s is refused: %j', async (action, parameters, code) => {
    expect((await client.call(action, parameters)).apiCode).toBe(code);
  });
});

describe('an account with several qualifications', () => {
  const key = { accessKeyId: 'key', accessKeySecret: 'secret' };
  const account = {
    id: 'mine',
    keys: [key],
    signNames: [{ signName: '我的签名' }],
    qualificationIds: [
      101,
      { id: 102, name: '在审', status: 'reviewing' as const, orderId: 5, useBySelf: false },
      { id: 103, name: '待补', status: 'incomplete' as const, reason: '请补充营业执照' },
    ],
  };

  test('can list them by state, by name and page by page', async () => {
    const own = await startSandbox({ port: 0, seed: { accounts: [account] } });
    const client = generatedClient('dysmsapi20170525 4.x', own.url, key);
    const qualifications = async (parameters: object) =>
      Object((await client.call('QuerySmsQualificationRecord', { ...parameters })).body['Data']);
    try {
      expect(await qualifications({ PageSize: 2 })).toMatchObject({
        Total: 3,
        List: [{ GroupId: 101 }, { GroupId: 102 }],
      });
      expect((await qualifications({ PageNo: 2, PageSize: 2 })).List).toMatchObject([
        { GroupId: 103, StateName: 'NOT_FINISH', AuditRemark: '请补充营业执照' },
      ]);
      for (const filter of [
        { State: 'INIT' },
        { QualificationGroupName: '在' },
        { UseBySelf: false },
        { WorkOrderId: 5 },
      ])
        // oxlint-disable-next-line no-await-in-loop
        expect((await qualifications(filter)).List).toMatchObject([{ GroupId: 102 }]);
      expect((await qualifications({ CompanyName: '别家' })).Total).toBe(0);

      for (const [QualificationId, code] of [
        [101, 'OK'],
        [102, 'SmsQualificationNotPassed'],
        [103, 'QualificationNotComplete'],
        [999, 'QualificationNotExist'],
      ]) {
        const change = { SignatureName: '我的签名', QualificationId };
        // oxlint-disable-next-line no-await-in-loop
        expect((await client.call('ChangeSignatureQualification', change)).apiCode).toBe(code);
      }
      for (const [QualificationId, code] of [
        [102, 'InvalidQualification'],
        [999, 'QualificationNotFound'],
        [101, 'OK'],
      ]) {
        const application = { SignName: '晨光书店', SignSource: 0, SignType: 1, QualificationId };
        // oxlint-disable-next-line no-await-in-loop
        expect((await client.call('CreateSmsSign', application)).apiCode).toBe(code);
      }
    } finally {
      await own.close();
    }
  });
});

test('a key can only read what its policy allows', async () => {
  const denied = {
    id: 'denied',
    keys: [
      {
        accessKeyId: 'key',
        accessKeySecret: 'secret',
        deniedActions: ['dysms:QuerySingleSmsQualification'],
      },
    ],
  };
  const own = await startSandbox({ port: 0, seed: { accounts: [denied] } });
  const client = generatedClient('dysmsapi20170525 4.x', own.url, {
    accessKeyId: 'key',
    accessKeySecret: 'secret',
  });
  const { apiCode } = await client.call('QuerySingleSmsQualification', { QualificationGroupId: 1 });
  expect(apiCode).toBe('isp.RAM_PERMISSION_DENY');
  expect((await client.call('QuerySmsQualificationRecord', {})).apiCode).toBe('OK');
  await own.close();
});
