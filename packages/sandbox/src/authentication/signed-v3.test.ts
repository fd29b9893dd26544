import {
  canonicalRequest,
  createSmsClient,
  sha256Hex,
  signatureV3,
  signedHeaders,
  stringToSignV3,
  type HttpRequest,
} from 'aliyun-sms-client';
import { expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import type { SandboxRequest } from '../wire/wire-request.ts';

/** A request as the client signs it. */
async function signedRequest(): Promise<HttpRequest> {
  const requests: HttpRequest[] = [];
  const client = createSmsClient({
    credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
    transport: async (request) => {
      requests.push(request);
      return createSandbox().handle(request);
    },
  });
  await client.sendSms({
    phoneNumber: '8613900001234',
    signName: '阿里云短信测试',
    templateCode: 'SMS_154950909',
    templateParam: { code: '123456' },
  });
  const [request] = requests;
  if (request === undefined) {
    throw new Error('nothing was sent');
  }
  return request;
}

async function codeFor(request: SandboxRequest): Promise<unknown> {
  return JSON.parse((await createSandbox().handle(request)).body).Code;
}

test.each<[string, (request: HttpRequest) => SandboxRequest, string]>([
  ['as signed', (request) => request, 'OK'],
  [
    'with another digit in its query',
    (request) => ({ ...request, url: request.url.replace('13900001234', '13900001235') }),
    'SignatureDoesNotMatch',
  ],
  [
    'with another host',
    (request) => ({ ...request, headers: { ...request.headers, host: 'other' } }),
    'SignatureDoesNotMatch',
  ],
  [
    'with a body that was not signed',
    (request) => ({ ...request, body: 'a' }),
    'SignatureDoesNotMatch',
  ],
  [
    'with an x-acs header that was not signed',
    (request) => ({ ...request, headers: { ...request.headers, 'x-acs-new': 'a' } }),
    'IncompleteSignature',
  ],
  [
    'with an empty nonce',
    (request) => ({ ...request, headers: { ...request.headers, 'x-acs-signature-nonce': '' } }),
    'MissingSignatureNonce',
  ],
  [
    'with an unsigned host',
    (request) => ({
      ...request,
      headers: {
        ...request.headers,
        authorization: (request.headers['authorization'] ?? '').replace('host;', ''),
      },
    }),
    'IncompleteSignature',
  ],
  [
    'with a header listed that was not sent, out of order,',
    (request) => ({
      ...request,
      headers: {
        ...request.headers,
        authorization: (request.headers['authorization'] ?? '').replace('host;', 'z;host;'),
      },
    }),
    'SignatureDoesNotMatch',
  ],
  [
    'with an incomplete Authorization header',
    (request) => ({
      ...request,
      headers: { ...request.headers, authorization: 'ACS3-HMAC-SHA256 Credential=testid' },
    }),
    'IncompleteSignature',
  ],
])('a request %s is answered with %s', async (_, change, code) => {
  expect(await codeFor(change(await signedRequest()))).toBe(code);
});

test('the stated hash must be that of the body, even if the signature is correct', async () => {
  const headers: Record<string, string> = {
    host: 'a',
    'content-type': 'application/x-www-form-urlencoded',
    'x-acs-action': 'SendSms',
    'x-acs-version': '2017-05-25',
    'x-acs-date': new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': 'n',
    'x-acs-content-sha256': sha256Hex('another body'),
  };
  const body = 'PhoneNumbers=13900001234';
  const parts = { method: 'POST', query: '', headers, bodySha256: sha256Hex(body) };
  const signature = signatureV3('testsecret', stringToSignV3(canonicalRequest(parts)));
  const authorization =
    'ACS3-HMAC-SHA256 Credential=testid,' +
    `SignedHeaders=${signedHeaders(headers)},Signature=${signature}`;
  const request = { method: 'POST', url: '/', headers: { ...headers, authorization }, body };
  expect(await codeFor(request)).toBe('SignatureDoesNotMatch');
});

test.each([
  ['sorted', (query: string) => query, true],
  ['in another order', (query: string) => query.split('&').toReversed().join('&'), true],
  ['with lower-case percent-encoding', lowerCaseCodes, true],
  ['with a changed value', (query: string) => query.replace('123456', '123457'), false],
])('a query %s is verified by its decoded parameters', async (_, rewrite, isAccepted) => {
  const request = await signedRequest();
  const [start = '', query = ''] = request.url.split('?');
  const code = await codeFor({ ...request, url: `${start}?${rewrite(query)}` });
  expect(code).toBe(isAccepted ? 'OK' : 'SignatureDoesNotMatch');
});

function lowerCaseCodes(text: string): string {
  return text.replaceAll(/%../g, (code) => code.toLowerCase());
}
