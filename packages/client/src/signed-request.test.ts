import { expect, test } from 'vitest';
import vectors from './testing/signature-vectors.json' with { type: 'json' };
import {
  canonicalQuery,
  canonicalRequest,
  sha256Hex,
  signatureV3,
  stringToSignV3,
} from './signature.ts';
import { signRequest, type ApiRequest } from './signed-request.ts';

const request: ApiRequest = {
  origin: 'http://127.0.0.1:18999',
  action: 'SendSms',
  version: '2017-05-25',
  query: { SignName: '阿里云', PhoneNumbers: '8613900001234', OutId: "a b*c~d'(e)!" },
};
const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
const time = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

function expectedSignature(query: Record<string, string>, headers: Record<string, string>): string {
  const names = /SignedHeaders=([^,]*)/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  const signed = Object.fromEntries(names.split(';').map((name) => [name, headers[name] ?? '']));
  const bodySha256 = headers['x-acs-content-sha256'] ?? '';
  const parts = { method: 'POST', query: canonicalQuery(query), headers: signed, bodySha256 };
  const canonical = canonicalRequest(parts);
  return signatureV3(credentials.accessKeySecret, stringToSignV3(canonical));
}

test('the query is sent exactly as signed', () => {
  const { method, url, headers, body } = signRequest(request, credentials, time, 'n-1');
  expect(method).toBe('POST');
  expect(body).toBeUndefined();
  expect(url).toBe(
    'http://127.0.0.1:18999/?OutId=a%20b%2Ac~d%27%28e%29%21&PhoneNumbers=8613900001234&SignName=%E9%98%BF%E9%87%8C%E4%BA%91',
  );
  expect(headers).toEqual({
    host: '127.0.0.1:18999',
    accept: 'application/json',
    'user-agent': 'aliyun-sms-client/0.1.0',
    'x-acs-action': 'SendSms',
    'x-acs-version': '2017-05-25',
    'x-acs-date': '2026-01-02T03:04:05Z',
    'x-acs-signature-nonce': 'n-1',
    'x-acs-content-sha256': sha256Hex(''),
    authorization: `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=${expectedSignature(request.query, headers)}`,
  });
});

test('a form is sent as the body, hashed and declared in the signed headers', () => {
  const form = { PhoneNumberJson: '["13900001234"]', SignNameJson: '["阿里云"]' };
  const { headers, body } = signRequest({ ...request, form }, credentials, time, 'n');
  expect(body).toBe(
    'PhoneNumberJson=%5B%2213900001234%22%5D&SignNameJson=%5B%22%E9%98%BF%E9%87%8C%E4%BA%91%22%5D',
  );
  expect(headers['x-acs-content-sha256']).toBe(sha256Hex(body ?? ''));
  expect(headers['authorization']).toContain('SignedHeaders=content-type;host;');
  expect(headers['authorization']).toMatch(
    new RegExp(`Signature=${expectedSignature(request.query, headers)}$`),
  );
});

test('a temporary credential sends its token and key id, signed', () => {
  const temporary = { ...credentials, securityToken: 'CAIS/+==' };
  const { headers } = signRequest(request, temporary, time, 'n');
  expect(headers).toMatchObject({
    'x-acs-security-token': 'CAIS/+==',
    'x-acs-accesskey-id': 'testid',
  });
  expect(headers['authorization']).toContain(
    'SignedHeaders=host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;x-acs-version,',
  );
  expect(headers['authorization']).toMatch(
    new RegExp(`Signature=${expectedSignature(request.query, headers)}$`),
  );
});

test('the query is encoded as by the official SDK', () => {
  const vector = vectors.v3.find(({ name }) => name === 'send-sms');
  const { OutId, ...query } = vector?.query ?? {};
  const signed = signRequest(
    { ...request, query: { ...query, OutId: OutId ?? '' } },
    credentials,
    time,
    'n',
  );
  expect(signed.url).toContain('&TemplateParam=%7B%22code%22%3A%221234%22%7D');
});
