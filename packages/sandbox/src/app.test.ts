import { signatureV1, stringToSignV1, type HttpResponse } from 'aliyun-sms-client';
import { describe, expect, test } from 'vitest';
import { createSandbox } from './sandbox.ts';
import { commonParameters, signedV1 } from './testing/calls.ts';
import type { SandboxRequest } from './wire/wire-request.ts';

const SEND = {
  Action: 'SendSms',
  PhoneNumbers: '13900001234',
  SignName: '阿里云短信测试',
  TemplateCode: 'SMS_154950909',
  TemplateParam: '{"code":"123456"}',
};
const NOW = Date.parse('2026-01-02T03:04:05Z');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

async function ask(request: SandboxRequest): Promise<HttpResponse & { store: number }> {
  const sandbox = createSandbox();
  sandbox.clock.freeze(NOW);
  await sandbox.handle(signedV1({ ...SEND, PhoneNumbers: '13900009999' }, NOW));
  const answer = await sandbox.handle(request);
  const after = await sandbox.handle(signedV1({ ...SEND, PhoneNumbers: '13900008888' }, NOW));
  expect(JSON.parse(after.body)).toMatchObject({ Code: 'OK' });
  return { ...answer, store: sandbox.messages.size() };
}

function without(...names: string[]): Record<string, string> {
  const all: Record<string, string> = { ...commonParameters(NOW), ...SEND };
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}

function signed(parameters: Record<string, string>): SandboxRequest {
  const signature = signatureV1('testsecret', stringToSignV1('POST', parameters));
  const body = new URLSearchParams({ ...parameters, Signature: signature }).toString();
  return { method: 'POST', url: '/', headers: { ...FORM, host: 'h:1' }, body };
}

describe('bad input gets the documented refusal, and no stored message is lost:', () => {
  const old = new Date(NOW - 16 * 60_000).toISOString();
  test.each<[string, SandboxRequest, number, string, string]>([
    [
      'a wrong secret',
      signedV1(SEND, NOW, 'wrong'),
      400,
      'SignatureDoesNotMatch',
      'Specified signature is not matched with our calculation.',
    ],
    [
      'an unknown key',
      signedV1({ ...SEND, AccessKeyId: 'nobody' }, NOW),
      404,
      'InvalidAccessKeyId.NotFound',
      'Specified access key is not found.',
    ],
    [
      'a disabled key',
      signedV1({ ...SEND, AccessKeyId: 'testid-disabled' }, NOW),
      400,
      'InvalidAccessKeyId.Inactive',
      'Specified access key is disabled.',
    ],
    [
      'no key',
      signedV1({ ...SEND, AccessKeyId: '' }, NOW),
      400,
      'MissingAccessKeyId',
      'AccessKeyId is mandatory for this action.',
    ],
    [
      'no timestamp',
      signed(without('Timestamp')),
      400,
      'MissingTimestamp',
      'Timestamp is mandatory for this action.',
    ],
    [
      'a timestamp that is too old',
      signedV1({ ...SEND, Timestamp: old }, NOW),
      400,
      'InvalidTimeStamp.Expired',
      'Specified time stamp or date value is expired.',
    ],
    [
      'an invalid timestamp',
      signedV1({ ...SEND, Timestamp: 'yesterday' }, NOW),
      400,
      'InvalidTimeStamp.Format',
      'Specified time stamp or date value is not well formatted.',
    ],
    [
      'a token with a space in it',
      signedV1({ ...SEND, AccessKeyId: 'STS.testid', SecurityToken: 'test token' }, NOW),
      400,
      'InvalidSecurityToken.Malformed',
      'Specified SecurityToken is malformed.',
    ],
    [
      'no signature',
      { ...signed({}), body: new URLSearchParams(without()).toString() },
      400,
      'MissingSignature',
      'Signature is mandatory for this action.',
    ],
    [
      'no nonce',
      signed(without('SignatureNonce')),
      400,
      'MissingSignatureNonce',
      'SignatureNonce is mandatory for this action.',
    ],
    [
      'no number',
      signed(without('PhoneNumbers')),
      400,
      'MissingPhoneNumbers',
      'PhoneNumbers is mandatory for this action.',
    ],
    [
      'an empty signature name',
      signedV1({ ...SEND, SignName: '' }, NOW),
      400,
      'MissingSignName',
      'SignName is mandatory for this action.',
    ],
    [
      'no template',
      signed(without('TemplateCode')),
      400,
      'MissingTemplateCode',
      'TemplateCode is mandatory for this action.',
    ],
    [
      'an unknown action',
      signedV1({ ...SEND, Action: 'SendSmss' }, NOW),
      404,
      'InvalidAction.NotFound',
      'Specified api is not found, please check your url and method.',
    ],
    [
      'an unknown version',
      signedV1({ ...SEND, Version: '2016-01-01' }, NOW),
      400,
      'InvalidVersion',
      'Specified parameter Version is not valid.',
    ],
    [
      'an unknown signature method',
      signedV1({ ...SEND, SignatureMethod: 'HMAC-MD5' }, NOW),
      400,
      'InvalidSignatureMethod',
      'Specified signature method is not supported.',
    ],
    [
      'a temporary key without its token',
      signedV1({ ...SEND, AccessKeyId: 'STS.testid' }, NOW),
      400,
      'MissingSecurityToken',
      'SecurityToken is mandatory for this action.',
    ],
    [
      'an expired token',
      signedV1({ ...SEND, AccessKeyId: 'STS.expired', SecurityToken: 'testtoken' }, NOW),
      400,
      'InvalidSecurityToken.Expired',
      'Specified SecurityToken is expired.',
    ],
    [
      'a token of another key',
      signedV1({ ...SEND, SecurityToken: 'testtoken' }, NOW),
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    ],
  ])('%s', async (_, request, status, code, message) => {
    const answer = await ask(request);
    const body = JSON.parse(answer.body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json;charset=utf-8');
    expect(body).toMatchObject({ Code: code, Recommend: expect.stringContaining(code) });
    expect(body.Message).toContain(message);
    expect(body.RequestId).toMatch(
      /^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[0-9A-F]{4}-[0-9A-F]{12}$/,
    );
    expect(answer.store).toBe(2);
  });

  test('a malformed form does not match its signature', async () => {
    const request = signedV1(SEND, NOW);
    const answer = await ask({ ...request, body: `%ZZ&=&&%&a=%E9%98&${String(request.body)}` });
    expect(JSON.parse(answer.body)).toMatchObject({ Code: 'SignatureDoesNotMatch' });
  });

  test('a nonce that was already used', async () => {
    const sandbox = createSandbox();
    sandbox.clock.freeze(NOW);
    const request = signedV1(SEND, NOW);
    expect(JSON.parse((await sandbox.handle(request)).body)).toMatchObject({ Code: 'OK' });
    const second = await sandbox.handle(request);
    expect([second.status, JSON.parse(second.body)]).toMatchObject([
      400,
      { Code: 'SignatureNonceUsed', Message: 'Specified signature nonce was used already.' },
    ]);
    expect(sandbox.messages.size()).toBe(1);
  });

  test('a nonce counts as used only if the signature was correct', async () => {
    const sandbox = createSandbox();
    sandbox.clock.freeze(NOW);
    const call = { ...SEND, SignatureNonce: 'n' };
    await sandbox.handle(signedV1(call, NOW, 'wrong'));
    const { body } = await sandbox.handle(signedV1(call, NOW));
    expect(JSON.parse(body)).toMatchObject({ Code: 'OK' });
  });

  test.each([
    ['unknown template', { TemplateCode: 'SMS_1' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
    ['wrong variables', { TemplateParam: '{"cod":"123456"}' }, 'isv.SMS_TEMPLATE_ILLEGAL'],
    ['bad number', { PhoneNumbers: '12' }, 'isv.MOBILE_NUMBER_ILLEGAL'],
  ])('%s comes with status 200', async (_, change, code) => {
    const answer = await ask(signedV1({ ...SEND, ...change }, NOW));
    expect(answer.status).toBe(200);
    expect(Object.keys(JSON.parse(answer.body))).toEqual(['Message', 'RequestId', 'Code']);
    expect(JSON.parse(answer.body)).toMatchObject({ Code: code });
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('the HTTP method %s', async (method) => {
    const answer = await ask({ ...signedV1(SEND, NOW), method });
    expect(answer.status).toBe(405);
  });
});

describe('the order of checks', () => {
  test.each([
    [{ AccessKeyId: '' }, 'MissingAccessKeyId'],
    [{ AccessKeyId: 'nobody' }, 'InvalidAccessKeyId.NotFound'],
    [{}, 'SignatureDoesNotMatch'],
  ])('makes an empty call with %o fail with %s', async (change, code) => {
    const call = { Action: 'SendSms', ...change };
    const answer = await ask(signedV1(call, NOW, 'wrong'));
    expect(JSON.parse(answer.body)).toMatchObject({ Code: code });
  });
});

describe('the format', () => {
  test('is XML by default with V1, also for refusals', async () => {
    const success = await ask(signed({ ...without('Format') }));
    expect(success.headers['content-type']).toBe('text/xml;charset=utf-8');
    expect(success.body).toMatch(
      /^<\?xml version='1.0' encoding='UTF-8'\?><SendSmsResponse><Message>OK<\/Message><RequestId>[^<]+<\/RequestId><BizId>\d{18}\^0<\/BizId><Code>OK<\/Code><\/SendSmsResponse>$/,
    );
    const bare = await ask({ method: 'GET', url: 'http://127.0.0.1:1/', headers: {} });
    expect(bare.status).toBe(404);
    expect(bare.body).toMatch(
      /^<\?xml version='1.0' encoding='UTF-8'\?><Error><RequestId>[^<]+<\/RequestId><HostId>127.0.0.1<\/HostId><Code>InvalidAction.NotFound<\/Code>/,
    );
  });

  test('escapes special characters in XML', async () => {
    const answer = await ask(
      signed({ ...without('Format'), PhoneNumbers: '<b>&"\u0000\ud800</b>' }),
    );
    expect(answer.body).toContain('<Message>&lt;b&gt;&amp;"\ufffd&lt;/b&gt;invalid mobile');
  });

  test('is not case-sensitive', async () => {
    const answer = await ask(signedV1({ ...SEND, Format: 'json' }, NOW));
    expect(JSON.parse(answer.body)).toMatchObject({ Code: 'OK' });
  });
});

test('the Date header follows the sandbox clock', async () => {
  const answer = await ask(signedV1(SEND, NOW));
  expect(answer.headers['date']).toBe('Fri, 02 Jan 2026 03:04:05 GMT');
});

test('the request log has result, signed texts and failed check, but no token', async () => {
  const sandbox = createSandbox();
  const time = sandbox.clock.now();
  const call = { ...SEND, AccessKeyId: 'STS.testid', SecurityToken: 'testtoken' };
  await sandbox.handle(signedV1(call, time, 'wrong'));
  await sandbox.handle(signedV1(call, time));
  const [accepted, refused] = sandbox.requests.list();
  expect(accepted).toMatchObject({ action: 'SendSms', apiCode: 'OK', status: 200 });
  expect(refused).toMatchObject({
    apiCode: 'SignatureDoesNotMatch',
    refusedBy: 'signature',
    signatureVersion: 'V1',
    stringToSign: expect.stringContaining('POST&%2F&'),
  });
  expect(JSON.stringify(sandbox.requests.list())).not.toContain('testtoken');
});

describe('with its clock moved', () => {
  const HOUR = 3_600_000;
  const send = async (timestampClock: 'either' | 'machine' | 'sandbox', signedAt: number) => {
    const sandbox = createSandbox({ seed: { settings: { timestampClock } }, now: () => NOW });
    sandbox.clock.shift(HOUR);
    const { body } = await sandbox.handle(signedV1(SEND, signedAt));
    return JSON.parse(body);
  };

  test.each([
    ['either', NOW, 'OK'],
    ['either', NOW + HOUR, 'OK'],
    ['either', NOW - HOUR, 'InvalidTimeStamp.Expired'],
    ['machine', NOW, 'OK'],
    ['machine', NOW + HOUR, 'InvalidTimeStamp.Expired'],
    ['sandbox', NOW, 'InvalidTimeStamp.Expired'],
    ['sandbox', NOW + HOUR, 'OK'],
  ] as const)(
    '%s clock: a call signed at %s is answered with %s',
    async (clock, signedAt, Code) => {
      expect(await send(clock, signedAt)).toMatchObject({ Code });
    },
  );
});
