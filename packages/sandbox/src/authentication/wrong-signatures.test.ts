import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import type { SandboxRequest } from '../wire/wire-request.ts';

// Signed with Node's own functions only, independently of the code under test.

type Pairs = Readonly<Record<string, string>>;
type Encode = (text: string) => string;

const NOW = '2026-01-02T03:04:05Z';
const SECRET = 'testsecret';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const strict: Encode = (text) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${hexOf(char)}`);
const asForm: Encode = (text) => new URLSearchParams({ a: text }).toString().slice(2);
const plusForSpace: Encode = (text) => strict(text).replaceAll('%20', '+');
const tildeEncoded: Encode = (text) => strict(text).replaceAll('~', '%7E');
const plusLeft: Encode = (text) => strict(text).replaceAll('%2B', '+');
const twice: Encode = (text) => strict(strict(text));
const lowerCase: Encode = (text) => strict(text).replaceAll(/%../g, (code) => code.toLowerCase());

function hexOf(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase();
}

function hmac(algorithm: string, key: string, text: string): Buffer {
  return createHmac(algorithm, key).update(text).digest();
}

function query(pairs: Pairs, encode: Encode, names = Object.keys(pairs).toSorted()): string {
  return names.map((name) => `${encode(name)}=${encode(pairs[name] ?? '')}`).join('&');
}

/** The mistakes that the log reports for a call; `undefined` if it has no diagnosis. */
async function loggedMistakes(request: SandboxRequest, secret = SECRET): Promise<unknown> {
  const own = { id: '1', keys: [{ accessKeyId: 'testid', accessKeySecret: secret }] };
  const other = { id: '2', keys: [{ accessKeyId: 'other', accessKeySecret: 'othersecret' }] };
  const sandbox = createSandbox({ seed: { accounts: [own, other] } });
  sandbox.clock.freeze(Date.parse(NOW));
  await sandbox.handle(request);
  return sandbox.requests.list()[0]?.diagnosis?.map(({ mistake }) => mistake);
}

const COMMON = {
  Version: '2017-05-25',
  Format: 'JSON',
  AccessKeyId: 'testid',
  SignatureMethod: 'HMAC-SHA1',
  SignatureVersion: '1.0',
  SignatureNonce: 'n1',
  Timestamp: NOW,
};
/** Unsorted, with all characters that encoders treat differently. */
const ODD = {
  Action: 'SendSms',
  SignName: '阿里云',
  OutId: "a b*c~d'(e)!f+g",
  PhoneNumbers: '13900001234',
  A: '1',
  A1: '2',
};
/** Without characters that need encoding, except in the common parameters. */
const PLAIN = { Action: 'SendSms', SignName: 'Acme', OutId: 'x', PhoneNumbers: '13900001234' };

interface V1 {
  readonly method?: string;
  readonly signedMethod?: string;
  readonly pairs?: Pairs;
  readonly signed?: (pairs: Pairs) => string;
  readonly key?: string;
  readonly algorithm?: string;
  readonly output?: (digest: Buffer) => string;
  /** Writes the pairs, including the signature, on the wire. */
  readonly sent?: (pairs: Pairs) => string;
}

function callV1(call: V1): SandboxRequest {
  const { method = 'POST', pairs = { ...COMMON, ...ODD }, key = `${SECRET}&` } = call;
  const { signed = (all) => query(all, strict), algorithm = 'sha1' } = call;
  const { output = (digest) => digest.toString('base64') } = call;
  const { sent = (all) => query(all, strict) } = call;
  const text = `${call.signedMethod ?? method}&%2F&${strict(signed(pairs))}`;
  const wire = sent({ ...pairs, Signature: output(hmac(algorithm, key, text)) });
  return method === 'GET'
    ? { method, url: `/?${wire}`, headers: {} }
    : { method, url: '/', headers: FORM, body: wire };
}

/** A plain call with a nonce for which the signature contains a `+`. */
function plainCall(): Pairs {
  for (let count = 0; ; count += 1) {
    const pairs = { ...COMMON, ...PLAIN, SignatureNonce: `n${count}` };
    const text = `POST&%2F&${strict(query(pairs, strict))}`;
    if (hmac('sha1', `${SECRET}&`, text).toString('base64').includes('+')) return pairs;
  }
}

const oddTexts = { ...COMMON, ...ODD };
const unsorted = (encode: Encode) => (pairs: Pairs) => query(pairs, encode, Object.keys(pairs));

describe('with V1, exactly one mistake is reported:', () => {
  test.each<[string, string, V1]>([
    ["another key's secret", 'otherSecret', { key: 'othersecret&' }],
    ['no & after the secret', 'missingAmpersand', { key: SECRET }],
    ['a line break after the secret', 'blankInSecret', { key: `${SECRET}\n&` }],
    ['a Windows line break after the secret', 'blankInSecret', { key: `${SECRET}\r\n&` }],
    ['a space before the secret', 'blankInSecret', { key: ` ${SECRET}&` }],
    ['SHA-256 declared as SHA-1', 'otherAlgorithm', { algorithm: 'sha256' }],
    [
      'SHA-1 declared as SHA-256',
      'declaredMethod',
      { pairs: { ...oddTexts, SignatureMethod: 'HMAC-SHA256' } },
    ],
    ['hexadecimal output', 'wrongOutput', { output: (digest) => digest.toString('hex') }],
    ['GET signed, POST sent', 'wrongMethod', { signedMethod: 'GET' }],
    ['POST signed, GET sent', 'wrongMethod', { method: 'GET', signedMethod: 'POST' }],
    ['+ for a space', 'plusForSpace', { signed: (all) => query(all, plusForSpace) }],
    [
      'unencoded + in the signed text',
      'plusInSignedText',
      { signed: (all) => query(all, plusLeft) },
    ],
    ['unencoded + on the wire', 'plusNotEncoded', { sent: (all) => query(all, plusLeft) }],
    [
      'unencoded + in the signature only',
      'plusNotEncoded',
      { pairs: plainCall(), sent: (all) => query(all, plusLeft) },
    ],
    ['~ as %7E', 'encodedTilde', { signed: (all) => query(all, tildeEncoded) }],
    [
      'encoded with encodeURIComponent',
      'incompleteEncoding',
      { signed: (all) => query(all, encodeURIComponent) },
    ],
    [
      'form-encoded',
      'incompleteEncoding',
      { pairs: { ...oddTexts, OutId: 'a*b' }, signed: formEncoded },
    ],
    [
      'form-encoded with a space',
      'formEncoding',
      { pairs: { ...oddTexts, OutId: 'a *~' }, signed: formEncoded },
    ],
    ['lower-case hex', 'lowerCaseEncoding', { signed: (all) => query(all, lowerCase) }],
    ['signed text encoded twice', 'doubleEncoding', { signed: (all) => query(all, twice) }],
    ['sent encoded twice', 'sentEncodedTwice', { sent: (all) => query(all, twice) }],
    [
      'sent encoded twice, except the time',
      'sentEncodedTwice',
      { sent: ({ Timestamp = '', ...all }) => `${query(all, twice)}&Timestamp=${Timestamp}` },
    ],
    [
      'only the signature sent encoded twice',
      'sentEncodedTwice',
      { sent: (all) => query({ ...all, Signature: strict(all['Signature'] ?? '') }, strict) },
    ],
    ['not encoded', 'noEncoding', { signed: (all) => query(all, String) }],
    ['not sorted', 'unsorted', { signed: unsorted(strict), sent: unsorted(strict) }],
    [
      'sorted by name and value',
      'sortedPairs',
      { signed: (all) => query(all, strict).split('&').toSorted().join('&') },
    ],
    [
      'the time read twice',
      'wrongDate',
      { signed: (all) => query({ ...all, Timestamp: '2026-01-02T03:04:06Z' }, strict) },
    ],
  ])('%s: %s', async (_, mistake, call) => {
    expect(await loggedMistakes(callV1(call))).toEqual([mistake]);
  });

  test.each<[string, V1, readonly string[] | undefined]>([
    ['a wrong secret', { key: 'unknown&' }, []],
    ['a wrong secret of a plain call', { pairs: { ...COMMON, ...PLAIN }, key: 'unknown&' }, []],
    ['a parameter changed on the way', { sent: changed }, []],
    ['a parameter missing from the signed text', { signed: without('OutId') }, []],
    ['two mistakes at once', { signedMethod: 'GET', key: SECRET }, []],
    ['a correct signature', {}, undefined],
    ['an unknown version', { pairs: { ...oddTexts, SignatureVersion: '2.0' } }, undefined],
  ])('none for %s', async (_, call, mistakes) => {
    expect(await loggedMistakes(callV1(call))).toEqual(mistakes);
  });
});

function formEncoded(pairs: Pairs): string {
  return query(pairs, asForm);
}

function changed(pairs: Pairs): string {
  return query({ ...pairs, OutId: 'other' }, strict);
}

function without(name: string): (pairs: Pairs) => string {
  return (pairs) =>
    query(
      pairs,
      strict,
      Object.keys(pairs)
        .filter((one) => one !== name)
        .toSorted(),
    );
}

interface V3 {
  readonly method?: string;
  readonly signedMethod?: string;
  readonly pairs?: Pairs;
  readonly signed?: (pairs: Pairs) => string;
  readonly sent?: (pairs: Pairs) => string;
  readonly signedHeaders?: Pairs;
  readonly statedHash?: string;
  readonly signedHash?: string;
  readonly key?: string;
  readonly algorithm?: string;
  readonly output?: (digest: Buffer) => string;
  readonly body?: string;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const CORRECT_V3 = {
  method: 'POST',
  pairs: ODD,
  signed: (all: Pairs) => query(all, strict),
  sent: (all: Pairs) => query(all, strict),
  key: SECRET,
  algorithm: 'sha256',
  output: (digest: Buffer) => digest.toString('hex'),
  body: '',
};

function callV3(mistake: V3): SandboxRequest {
  const call = { ...CORRECT_V3, ...mistake };
  const { method, pairs, body } = call;
  const headers: Record<string, string> = {
    host: '127.0.0.1:4086',
    'x-acs-action': 'SendSms',
    'x-acs-content-sha256': call.statedHash ?? sha256(body),
    'x-acs-date': NOW,
    'x-acs-signature-nonce': 'n',
    'x-acs-version': '2017-05-25',
  };
  const names = Object.keys(headers).toSorted();
  const text = [
    call.signedMethod ?? method,
    '/',
    call.signed(pairs),
    ...names.map((name) => `${name}:${{ ...headers, ...call.signedHeaders }[name]}`),
    '',
    names.join(';'),
    call.signedHash ?? sha256(body),
  ].join('\n');
  const signature = call.output(
    hmac(call.algorithm, call.key, `ACS3-HMAC-SHA256\n${sha256(text)}`),
  );
  const list = `Credential=testid,SignedHeaders=${names.join(';')},Signature=${signature}`;
  const all = { ...headers, ...(body && FORM), authorization: `ACS3-HMAC-SHA256 ${list}` };
  return { method, url: `/?${call.sent(pairs)}`, headers: all, body };
}

describe('with V3, exactly one mistake is reported:', () => {
  test.each<[string, string, V3]>([
    ["another key's secret", 'otherSecret', { key: 'othersecret' }],
    ['& after the secret', 'extraAmpersand', { key: `${SECRET}&` }],
    ['a line break after the secret', 'blankInSecret', { key: `${SECRET}\n` }],
    ['a space after the secret', 'blankInSecret', { key: `${SECRET} ` }],
    ['SHA-1 declared as SHA-256', 'otherAlgorithm', { algorithm: 'sha1' }],
    ['Base64 output', 'wrongOutput', { output: (digest) => digest.toString('base64') }],
    ['upper case', 'wrongOutput', { output: (digest) => digest.toString('hex').toUpperCase() }],
    ['GET signed, POST sent', 'wrongMethod', { signedMethod: 'GET' }],
    ['+ for a space', 'plusForSpace', { signed: (all) => query(all, plusForSpace) }],
    [
      'unencoded + in the signed text',
      'plusInSignedText',
      { signed: (all) => query(all, plusLeft) },
    ],
    ['unencoded + on the wire', 'plusNotEncoded', { sent: (all) => query(all, plusLeft) }],
    ['~ as %7E', 'encodedTilde', { signed: (all) => query(all, tildeEncoded) }],
    [
      'encoded with encodeURIComponent',
      'incompleteEncoding',
      { signed: (all) => query(all, encodeURIComponent) },
    ],
    ['lower-case hex', 'lowerCaseEncoding', { signed: (all) => query(all, lowerCase) }],
    ['signed text encoded twice', 'doubleEncoding', { signed: (all) => query(all, twice) }],
    ['sent encoded twice', 'sentEncodedTwice', { sent: (all) => query(all, twice) }],
    ['not encoded', 'noEncoding', { signed: (all) => query(all, String) }],
    ['the host without its port', 'wrongHost', { signedHeaders: { host: '127.0.0.1' } }],
    ["Aliyun's host", 'wrongHost', { signedHeaders: { host: 'dysmsapi.aliyuncs.com' } }],
    [
      'the time read twice',
      'wrongDate',
      { signedHeaders: { 'x-acs-date': '2026-01-02T03:04:04Z' } },
    ],
    ['the hash of another body', 'wrongBodyHash', { statedHash: sha256('b') }],
    ['the hash of an empty body', 'wrongBodyHash', { body: 'B=1', signedHash: sha256('') }],
    [
      'a form signed as a query',
      'formInQuery',
      { body: 'B=1', signed: (all) => query({ ...all, B: '1' }, strict) },
    ],
  ])('%s: %s', async (_, mistake, call) => {
    expect(await loggedMistakes(callV3(call))).toEqual([mistake]);
  });

  test.each<[string, V3, readonly string[] | undefined]>([
    ['a wrong secret', { key: 'unknown' }, []],
    ['a wrong secret of a plain call', { pairs: PLAIN, key: 'unknown' }, []],
    ['a parameter changed on the way', { sent: changed }, []],
    ['a correct signature', {}, undefined],
  ])('none for %s', async (_, call, mistakes) => {
    expect(await loggedMistakes(callV3(call))).toEqual(mistakes);
  });
});

test('local time with a Z is reported as such, not as a wrong signature', async () => {
  const pairs = { ...oddTexts, Timestamp: '2026-01-02T11:04:35Z' };
  expect(await loggedMistakes(callV1({ pairs }))).toEqual(['localTime']);
});
