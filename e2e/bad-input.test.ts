import { randomUUID } from 'node:crypto';
import { signatureV1, stringToSignV1 } from 'aliyun-sms-client';
import { beforeEach, describe, expect, test } from 'vitest';
import { message, sandbox } from './testing/official-acceptance.ts';
import { account } from './testing/ready-made.ts';

type Parameters = Readonly<Record<string, string>>;

const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** A signed `SendSms` with changes made before signing. Parameters set to undefined are left out. */
function signed(
  changes: Readonly<Record<string, string | undefined>> = {},
  secret?: string,
): string {
  const all = {
    ...message,
    Action: 'SendSms',
    Version: '2017-05-25',
    Format: 'JSON',
    AccessKeyId: account.accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: new Date(sandbox.clock.now()).toISOString().replace(/\.\d+/, ''),
    ...changes,
  };
  const parameters: Parameters = Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const text = stringToSignV1('POST', parameters);
  const Signature = signatureV1(secret ?? account.accessKeySecret, text);
  return new URLSearchParams({ ...parameters, Signature }).toString();
}

async function post(body: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(sandbox.url, { method: 'POST', headers: form, body });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

beforeEach(async () => {
  await post(signed({ PhoneNumbers: '13912349999' }));
});

/** The sandbox still works and still has the earlier message. */
async function expectUnharmed(): Promise<void> {
  expect(sandbox.lastCode('13912349999')).toBe('042137');
  expect(sandbox.messages.list().total).toBe(1);
  const { body } = await post(signed({ PhoneNumbers: '13912348888' }));
  expect(body).toMatchObject({ Code: 'OK' });
}

const longAgo = () =>
  new Date(sandbox.clock.now() - 16 * 60_000).toISOString().replace(/\.\d+/, '');

const byGateway: readonly [what: string, request: () => string, status: number, code: string][] = [
  ['a wrong secret', () => signed({}, 'wrong'), 400, 'SignatureDoesNotMatch'],
  ['an unknown key', () => signed({ AccessKeyId: 'nobody' }), 404, 'InvalidAccessKeyId.NotFound'],
  ['no key', () => signed({ AccessKeyId: undefined }), 400, 'MissingAccessKeyId'],
  ['no timestamp', () => signed({ Timestamp: undefined }), 400, 'MissingTimestamp'],
  [
    'a timestamp 16 minutes ago',
    () => signed({ Timestamp: longAgo() }),
    400,
    'InvalidTimeStamp.Expired',
  ],
  ['an invalid timestamp', () => signed({ Timestamp: 'now' }), 400, 'InvalidTimeStamp.Format'],
  ['no nonce', () => signed({ SignatureNonce: undefined }), 400, 'MissingSignatureNonce'],
  ['no number', () => signed({ PhoneNumbers: undefined }), 400, 'MissingPhoneNumbers'],
  ['no template', () => signed({ TemplateCode: '' }), 400, 'MissingTemplateCode'],
  ['an unknown action', () => signed({ Action: 'SendPigeon' }), 404, 'InvalidAction.NotFound'],
  ['an unknown version', () => signed({ Version: '1999-01-01' }), 400, 'InvalidVersion'],
];

const byService: readonly [what: string, changes: Partial<typeof message>, code: string][] = [
  ['an unknown template', { TemplateCode: 'SMS_999999999' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
  ['a template in review', { TemplateCode: 'SMS_200000030' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
  ['an unknown signature', { SignName: '没有' }, 'isv.SMS_SIGNATURE_ILLEGAL'],
  ['a missing variable', { TemplateParam: '{}' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
  ['variables that are not JSON', { TemplateParam: '{' }, 'isv.INVALID_JSON_PARAM'],
  ['a number that is too long', { PhoneNumbers: '139523483377' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
];

describe('bad input', () => {
  test.each(byGateway)('%s is refused by the gateway', async (_what, request, status, code) => {
    const answer = await post(request());
    expect(answer).toEqual({
      status,
      body: {
        Code: code,
        Message: expect.stringMatching(/\S/),
        RequestId: expect.stringMatching(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/),
        HostId: expect.any(String),
        Recommend: expect.stringContaining(code),
      },
    });
    await expectUnharmed();
  });

  test.each(byService)('%s is refused by the service', async (_what, changes, code) => {
    const answer = await post(signed(changes));
    expect(answer).toEqual({
      status: 200,
      body: { Code: code, Message: expect.any(String), RequestId: expect.any(String) },
    });
    await expectUnharmed();
  });

  test('a used nonce is refused', async () => {
    const request = signed({ PhoneNumbers: '13912340001' });
    expect(await post(request)).toMatchObject({ body: { Code: 'OK' } });
    expect(await post(request)).toMatchObject({
      status: 400,
      body: { Code: 'SignatureNonceUsed' },
    });
  });

  test('a body of more than 1 MiB is refused', async () => {
    const response = await fetch(sandbox.url, {
      method: 'POST',
      headers: form,
      body: 'x'.repeat(2 * 1024 * 1024),
    }).catch((error: unknown) => error);
    // The connection may also be closed before the whole body is sent.
    expect(response).toSatisfy((value) => value instanceof TypeError || value.status === 413);
    await expectUnharmed();
  });

  test.each([
    '%',
    '%GG=%',
    '=&=&==',
    '\u0000',
    '%E4%BD',
    '{"Action":"SendSms"}',
    '&'.repeat(10_000),
  ])('the form %j is refused', async (body) => {
    const response = await fetch(sandbox.url, { method: 'POST', headers: form, body });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    await expectUnharmed();
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('%s is refused', async (method) => {
    const response = await fetch(`${sandbox.url}/?${signed()}`, { method });
    expect(response.status).toBeGreaterThanOrEqual(400);
    await expectUnharmed();
  });
});
