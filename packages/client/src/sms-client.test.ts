import { expect, test } from 'vitest';
import {
  REQUEST_ID,
  accepted,
  answer,
  clientWith,
  message,
  nonces,
  refused,
} from './testing/answers-in-turn.ts';
import type { Credentials } from './credentials.ts';
import { AliyunSmsApiError, AliyunSmsAnswerError, AliyunSmsConnectionError } from './errors.ts';
import { TransportError, type HttpResponse } from './transport.ts';

test('an accepted message returns its BizId and request id', async () => {
  const { client, requests } = clientWith([accepted]);
  const outId = 'o-1';
  await expect(client.sendSms({ ...message, outId })).resolves.toEqual({
    bizId: '1^0',
    requestId: REQUEST_ID,
    attempts: 1,
  });
  const url = new URL(requests[0]?.url ?? '');
  expect(url.origin).toBe('https://dysmsapi.aliyuncs.com');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    PhoneNumbers: '8613800138000',
    SignName: '阿里云',
    TemplateCode: 'SMS_154950909',
    TemplateParam: '{"code":"123456"}',
    OutId: outId,
  });
});

test('many numbers are sent in one call', async () => {
  const { client, requests } = clientWith([accepted]);
  await client.sendSms({ ...message, phoneNumber: ['8613800138000', '0085268326366'] });
  const { searchParams } = new URL(requests[0]?.url ?? '');
  expect(searchParams.get('PhoneNumbers')).toBe('8613800138000,85268326366');
});

test.each([
  [{ phoneNumber: '' }, TypeError, /^phoneNumber /],
  [{ phoneNumber: '13800,13801' }, RangeError, /^phoneNumber /],
  [{ phoneNumber: [] }, RangeError, /^phoneNumber /],
  [{ phoneNumber: Array.from({ length: 1001 }, () => '8613800138000') }, RangeError, /1000/],
  [{ phoneNumber: ['8613800138000', 'x'] }, RangeError, /^phoneNumber\[1\] /],
  [{ signName: ' ' }, TypeError, /^signName /],
  [{ templateCode: '' }, TypeError, /^templateCode /],
])(
  'invalid input is refused by field name, and nothing is sent (%#)',
  async (invalid, type, text) => {
    const { client, requests } = clientWith([accepted]);
    const sending = client.sendSms({ ...message, ...invalid });
    await expect(sending).rejects.toThrow(text);
    await expect(sending).rejects.toBeInstanceOf(type);
    expect(requests).toEqual([]);
  },
);

test('a template variable that is not a string is refused by name', async () => {
  const { client } = clientWith([accepted]);
  const templateParam: Record<string, string> = JSON.parse('{"code":123456}');
  await expect(client.sendSms({ ...message, templateParam })).rejects.toThrow(
    new TypeError('templateParam.code must be a string'),
  );
});

test.each(['ftp://host', 'https://host/path', 'https://user@host', 'https://host?x=1', 'host'])(
  'the endpoint %j is refused',
  (endpoint) => {
    expect(() => clientWith([], { endpoint })).toThrow(/^endpoint must be/);
  },
);

test.each([
  [refused('isv.BUSINESS_LIMIT_CONTROL'), 'not-sent', 'number-limit'],
  [refused('isv.SMS_TEMPLATE_ILLEGAL'), 'not-sent', 'template'],
  [refused('isp.SYSTEM_ERROR'), 'unknown', 'service'],
  [refused('isp.GATEWAY_ERROR'), 'unknown', 'service'],
  [refused('SignatureNonceUsed', 400), 'unknown', 'duplicate'],
  [refused('InvalidAccessKeyId.NotFound', 404), 'not-sent', 'credentials'],
  [refused('isv.SOMETHING_NEW'), 'not-sent', 'unknown'],
  [refused('SomethingNew', 403), 'not-sent', 'unknown'],
  [refused('SomethingNew', 500), 'unknown', 'unknown'],
  [refused('InternalError', 500), 'unknown', 'service'],
])('the code decides the outcome (%#)', async (response, outcome, category) => {
  const { client, requests } = clientWith([response]);
  const error: unknown = await client.sendSms(message).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AliyunSmsApiError);
  expect(error).toMatchObject({ outcome, category, requestId: REQUEST_ID, attempts: 1 });
  expect(requests).toHaveLength(1);
});

test.each([
  '<html>502</html>',
  '',
  '[]',
  'null',
  '{"Message":"OK"}',
  '{"Code":7}',
  '{"Code":"OK"}',
])('the answer %j leaves the outcome unknown', async (body) => {
  const { client, requests } = clientWith([answer(body)]);
  const error: unknown = await client.sendSms(message).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AliyunSmsAnswerError);
  expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 });
  expect(requests).toHaveLength(1);
});

test('a failed connection is retried with a fresh nonce', async () => {
  const never = new TransportError({ code: 'ECONNREFUSED', stage: 'connecting' });
  const { client, requests } = clientWith([never, accepted]);
  await expect(client.sendSms(message)).resolves.toMatchObject({ bizId: '1^0' });
  expect(nonces(requests)).toEqual(['nonce-1', 'nonce-2']);
});

test('no more than the allowed attempts are made', async () => {
  const never = new TransportError({ code: 'ECONNREFUSED', stage: 'connecting' });
  const { client } = clientWith([never, never, accepted], { maxRetries: 1 });
  const error: unknown = await client.sendSms(message).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AliyunSmsConnectionError);
  expect(error).toMatchObject({ outcome: 'not-sent', attempts: 2, cause: never });
});

test('a bad certificate is not retried', async () => {
  const untrusted = new TransportError({ code: 'CERT_HAS_EXPIRED', stage: 'connecting' });
  const { client, requests } = clientWith([untrusted]);
  await expect(client.sendSms(message)).rejects.toMatchObject({ outcome: 'not-sent' });
  expect(requests).toHaveLength(1);
});

test.each([
  new TransportError({ code: 'ECONNRESET', stage: 'waiting' }),
  new TransportError({ code: 'ECONNRESET', stage: 'answering', reusedSocket: true }),
  new Error('whatever another transport throws'),
])('nothing is sent again once the request may have arrived (%#)', async (failure) => {
  const { client, requests } = clientWith([failure]);
  await expect(client.sendSms(message)).rejects.toMatchObject({ outcome: 'unknown', attempts: 1 });
  expect(requests).toHaveLength(1);
});

test('throttling is waited out and the call retried with a fresh nonce', async () => {
  const throttled = refused('Throttling.User', 503, { 'x-acs-retry-after': '1' });
  const { client, requests } = clientWith([throttled, accepted]);
  await expect(client.sendSms(message)).resolves.toMatchObject({ bizId: '1^0' });
  expect(nonces(requests)).toEqual(['nonce-1', 'nonce-2']);
});

test('throttling that lasts beyond the deadline is reported at once', async () => {
  const throttled = refused('Throttling', 400, { 'x-acs-retry-after': '60000' });
  const { client } = clientWith([throttled]);
  await expect(client.sendSms(message)).rejects.toMatchObject({
    outcome: 'not-sent',
    category: 'throttled',
    retryAfterSeconds: 60,
    attempts: 1,
  });
});

test.each([
  { BizId: '1'.repeat(65) },
  { BizId: '1^0\u001b[2J' },
  { BizId: { deep: 1 } },
  { RequestId: '<script>' },
  { RequestId: 'code 123456' },
])('an OK with an invalid id leaves the outcome unknown (%#)', async (part) => {
  const { client } = clientWith([
    answer({ Code: 'OK', BizId: '1^0', RequestId: REQUEST_ID, ...part }),
  ]);
  await expect(client.sendSms(message)).rejects.toMatchObject({
    name: 'AliyunSmsAnswerError',
    outcome: 'unknown',
  });
});

test('the result has the number of requests made', async () => {
  const never = new TransportError({ code: 'ECONNREFUSED', stage: 'connecting' });
  const { client } = clientWith([never, accepted]);
  await expect(client.sendSms(message)).resolves.toMatchObject({ attempts: 2 });
});

test('an expired token is refreshed and the call retried', async () => {
  const refreshes: unknown[] = [];
  const credentials = async (request?: { readonly refresh?: boolean }) => {
    refreshes.push(request?.refresh ?? false);
    const securityToken = request?.refresh === true ? 'new' : 'old';
    return { accessKeyId: 'testid', accessKeySecret: 'testsecret', securityToken };
  };
  const expired = refused('InvalidSecurityToken.Expired', 400);
  const { client, requests } = clientWith([expired, accepted], { credentials });
  await client.sendSms(message);
  expect(refreshes).toEqual([false, true]);
  expect(requests.map(({ headers }) => headers['x-acs-security-token'])).toEqual(['old', 'new']);
});

test('an expired token that cannot be refreshed is reported', async () => {
  const { client } = clientWith([refused('InvalidSecurityToken.Expired', 400)]);
  await expect(client.sendSms(message)).rejects.toMatchObject({ category: 'expired-token' });
});

const stale = new TransportError({
  code: 'ECONNRESET',
  stage: 'waiting',
  reusedSocket: true,
  sinceWrittenMs: 300,
});

test('after a reset on a reused connection the same bytes are sent on a fresh one', async () => {
  const { client, requests } = clientWith([stale, accepted]);
  await expect(client.sendSms(message)).resolves.toMatchObject({ bizId: '1^0' });
  const [first, second] = requests;
  expect(second).toEqual({ ...first, freshConnection: true });
});

test.each([
  refused('SignatureNonceUsed', 400),
  refused('Throttling.User', 400),
  refused('isv.BUSINESS_LIMIT_CONTROL'),
  new TransportError({ code: 'ECONNREFUSED', stage: 'connecting' }),
  stale,
])('whatever happens to the resend, the first copy may have arrived (%#)', async (second) => {
  const { client, requests } = clientWith([stale, second, accepted]);
  await expect(client.sendSms(message)).rejects.toMatchObject({ outcome: 'unknown', attempts: 2 });
  expect(requests).toHaveLength(2);
});

test.each([{ sinceWrittenMs: 301 }, {}])(
  'after a later reset nothing is sent again (%#)',
  async (since) => {
    const { code, stage, reusedSocket } = stale;
    const late = new TransportError({ code, stage, reusedSocket, ...since });
    const { client, requests } = clientWith([late, accepted]);
    await expect(client.sendSms(message)).rejects.toMatchObject({
      outcome: 'unknown',
      attempts: 1,
    });
    expect(requests).toHaveLength(1);
  },
);

test('the resend can be switched off', async () => {
  const { client } = clientWith([stale, accepted], { retryReusedSocket: false });
  await expect(client.sendSms(message)).rejects.toMatchObject({ outcome: 'unknown', attempts: 1 });
});

const silent = () => new Promise<HttpResponse>(() => {});

test('a transport that never answers ends with the deadline', async () => {
  const { client } = clientWith([], { transport: silent, timeoutMs: 20 });
  const error: unknown = await client.sendSms(message).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AliyunSmsConnectionError);
  expect(error).toMatchObject({ outcome: 'unknown', attempts: 1 });
  expect(String(error)).toContain('20 ms');
});

test('a caller can cancel the call', async () => {
  const { client } = clientWith([], { transport: silent });
  const controller = new AbortController();
  const sending = client.sendSms(message, { signal: controller.signal });
  controller.abort();
  await expect(sending).rejects.toThrow(/cancelled/);
  await expect(client.sendSms(message, { signal: AbortSignal.abort() })).rejects.toThrow(
    /cancelled/,
  );
});

async function failing(): Promise<Credentials> {
  throw new Error('secret-of-the-provider');
}

test('a credentials provider that fails sends nothing and is not quoted', async () => {
  const { client, requests } = clientWith([], { credentials: failing });
  await expect(client.sendSms(message)).rejects.toMatchObject({
    name: 'AliyunSmsCredentialsError',
    outcome: 'not-sent',
    attempts: 0,
  });
  expect(requests).toEqual([]);
});

test.each([
  { accessKeyId: 'testid\n' },
  { accessKeyId: '' },
  { accessKeySecret: ' testsecret' },
  { accessKeySecret: 'test\u200bsecret' },
  { securityToken: 'CA\r\nIS' },
])('a malformed key is named, not shown, and nothing is sent (%#)', async (part) => {
  const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret', ...part };
  const { client, requests } = clientWith([accepted], { credentials });
  const error: unknown = await client.sendSms(message).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'AliyunSmsCredentialsError', outcome: 'not-sent' });
  expect(String(error)).toMatch(new RegExp(`Error: ${Object.keys(part)[0]} is empty or contains`));
  expect(requests).toEqual([]);
});
