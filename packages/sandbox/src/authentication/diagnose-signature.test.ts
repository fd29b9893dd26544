import { createHmac } from 'node:crypto';
import {
  canonicalHeaders,
  canonicalQuery,
  EMPTY_BODY_SHA256,
  percentEncode,
  signatureV1,
  signatureV3,
  signedHeaders,
  stringToSignV1,
  stringToSignV3,
} from 'aliyun-sms-client';
import { describe, expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { commonParameters } from '../testing/calls.ts';
import type { SandboxRequest } from '../wire/wire-request.ts';

const NOW = Date.parse('2026-01-02T03:04:05Z');
const SEND = {
  Action: 'SendSms',
  // Unsorted, with all characters that encoders treat differently.
  SignName: '阿里云',
  OutId: "a b*c~d'(e)!",
  PhoneNumbers: '13900001234',
  A: '1',
  A1: '2',
};

async function mistakes(request: SandboxRequest): Promise<readonly string[] | undefined> {
  const other = { id: '2', keys: [{ accessKeyId: 'other', accessKeySecret: 'othersecret' }] };
  const own = { id: '1', keys: [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }] };
  const sandbox = createSandbox({ seed: { accounts: [own, other] } });
  sandbox.clock.freeze(NOW);
  await sandbox.handle(request);
  const [logged] = sandbox.requests.list();
  expect(logged).toMatchObject({ apiCode: 'SignatureDoesNotMatch' });
  return logged?.diagnosis?.map(({ mistake }) => mistake);
}

describe('the mistake in a wrong V1 signature is found:', () => {
  const parameters: Record<string, string> = { ...commonParameters(NOW), ...SEND };
  const correct = stringToSignV1('POST', parameters);
  const pairs = Object.entries(parameters);
  const byName = pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const plain = (encode: (text: string) => string, entries = byName): string =>
    entries.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');

  test.each<[string, string]>([
    ['otherSecret', signatureV1('othersecret', correct)],
    ['missingAmpersand', createHmac('sha1', 'testsecret').update(correct).digest('base64')],
    ['wrongOutput', createHmac('sha1', 'testsecret&').update(correct).digest('hex')],
    ['wrongMethod', signatureV1('testsecret', stringToSignV1('GET', parameters))],
    [
      'plusForSpace',
      signatureV1('testsecret', over(canonicalQuery(parameters).replaceAll('%20', '+'))),
    ],
    ['incompleteEncoding', signatureV1('testsecret', over(plain(encodeURIComponent)))],
    ['noEncoding', signatureV1('testsecret', over(plain(String)))],
    [
      'doubleEncoding',
      signatureV1('testsecret', over(plain((text) => percentEncode(percentEncode(text))))),
    ],
    ['unsorted', signatureV1('testsecret', over(plain(percentEncode, pairs)))],
    [
      'sortedPairs',
      signatureV1(
        'testsecret',
        over(
          pairs
            .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
            .toSorted()
            .join('&'),
        ),
      ),
    ],
    [
      'wrongDate',
      signatureV1(
        'testsecret',
        stringToSignV1('POST', { ...parameters, Timestamp: '2026-01-02T03:04:08Z' }),
      ),
    ],
  ])('%s', async (mistake, signature) => {
    const body = plain(percentEncode, [...pairs, ['Signature', signature]]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await mistakes({ method: 'POST', url: '/', headers, body })).toContain(mistake);
  });

  test('none, if no known mistake explains it', async () => {
    const body = plain(percentEncode, [...pairs, ['Signature', 'x']]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await mistakes({ method: 'POST', url: '/', headers, body })).toEqual([]);
  });
});

describe('the mistake in a wrong V3 signature is found:', () => {
  const headers: Record<string, string> = {
    host: '127.0.0.1:4086',
    'x-acs-action': 'SendSms',
    'x-acs-version': '2017-05-25',
    'x-acs-date': '2026-01-02T03:04:05Z',
    'x-acs-signature-nonce': 'n',
    'x-acs-content-sha256': EMPTY_BODY_SHA256,
  };
  const sign = (
    change: { method?: string; query?: string; headers?: Record<string, string>; hash?: string },
    secret = 'testsecret',
  ): string => {
    const signed = { ...headers, ...change.headers };
    const canonical = [
      change.method ?? 'POST',
      '/',
      change.query ?? canonicalQuery(SEND),
      canonicalHeaders(signed),
      signedHeaders(signed),
      change.hash ?? EMPTY_BODY_SHA256,
    ].join('\n');
    return signatureV3(secret, stringToSignV3(canonical));
  };

  test.each<[string, string]>([
    ['otherSecret', sign({}, 'othersecret')],
    ['extraAmpersand', sign({}, 'testsecret&')],
    ['wrongMethod', sign({ method: 'GET' })],
    ['wrongHost', sign({ headers: { host: '127.0.0.1' } })],
    ['wrongHost', sign({ headers: { host: 'dysmsapi.aliyuncs.com' } })],
    ['wrongDate', sign({ headers: { 'x-acs-date': '2026-01-02T03:04:04Z' } })],
    ['plusForSpace', sign({ query: canonicalQuery(SEND).replaceAll('%20', '+') })],
    ['lowerCaseEncoding', sign({ query: lowerCaseCodes(canonicalQuery(SEND)) })],
  ])('%s', async (mistake, signature) => {
    const authorization =
      'ACS3-HMAC-SHA256 Credential=testid,' +
      `SignedHeaders=${signedHeaders(headers)},Signature=${signature}`;
    const url = `/?${canonicalQuery(SEND)}`;
    const request = { method: 'POST', url, headers: { ...headers, authorization } };
    expect(await mistakes(request)).toContain(mistake);
  });
});

function over(query: string): string {
  return `POST&%2F&${percentEncode(query)}`;
}

function lowerCaseCodes(text: string): string {
  return text.replaceAll(/%../g, (code) => code.toLowerCase());
}

test('a GET signed as a POST is found', async () => {
  const parameters: Record<string, string> = { ...commonParameters(NOW), ...SEND };
  const Signature = signatureV1('testsecret', stringToSignV1('POST', parameters));
  const url = `/?${canonicalQuery({ ...parameters, Signature })}`;
  expect(await mistakes({ method: 'GET', url, headers: {} })).toEqual(['wrongMethod']);
});
