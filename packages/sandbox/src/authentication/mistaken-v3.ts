import { createHmac } from 'node:crypto';
import {
  canonicalHeaders,
  canonicalQuery,
  EMPTY_BODY_SHA256,
  ENDPOINTS,
  sha256Hex,
  signatureV3,
  signedHeaders,
  stringToSignV3,
  type Parameters,
} from 'aliyun-sms-client';
import type { SignedCall } from './signed-call.ts';
import {
  blankSecrets,
  nearbyDates,
  otherMethod,
  type Candidate,
  type MistakenSignatures,
} from './mistaken-signatures.ts';
import { decodedAgain, withPlusKept } from './repaired-parameters.ts';
import { QUERY_MISTAKES } from './signature-mistakes.ts';
import type { WireRequest } from '../wire/wire-request.ts';

/** Hosts that callers sign although they call the sandbox. */
const ALIYUN_HOSTS = Object.values(ENDPOINTS).map((url) => new URL(url).host);

interface PartsV3 {
  readonly method: string;
  readonly query: string;
  readonly headers: Parameters;
  readonly bodySha256: string;
}

/** The V3 signatures that this request would have with each known mistake. */
export function mistakenV3(
  request: WireRequest,
  { names, timestamp, signature: received }: SignedCall,
  secret: string,
  otherSecrets: readonly string[],
): MistakenSignatures {
  const { method, path, query, headers, body } = request;
  const actual: PartsV3 = {
    method,
    query: canonicalQuery(query),
    headers: Object.fromEntries(names.map((name) => [name, headers[name] ?? ''])),
    bodySha256: body.length === 0 ? EMPTY_BODY_SHA256 : sha256Hex(body),
  };
  const text = (change: Partial<PartsV3>): string =>
    stringToSignV3(canonicalRequestText(path, { ...actual, ...change }));
  const sign = (change: Partial<PartsV3>, key = secret): string => signatureV3(key, text(change));
  const withHeader = (name: string, value: string): string =>
    sign({ headers: { ...actual.headers, [name]: value } });
  const hmac = (algorithm: string): Buffer =>
    createHmac(algorithm, secret).update(text({})).digest();
  const correct = sign({});
  return {
    correct,
    candidates: [
      ...blankSecrets(secret).map((key): Candidate => ['blankInSecret', sign({}, key)]),
      ...otherSecrets.map((other): Candidate => ['otherSecret', sign({}, other)]),
      ['extraAmpersand', sign({}, `${secret}&`)],
      ['otherAlgorithm', hmac('sha1').toString('hex')],
      ['wrongOutput', hmac('sha256').toString('base64')],
      ['wrongOutput', correct, received.toLowerCase()],
      ['wrongMethod', sign({ method: otherMethod(method) })],
      ['wrongBodyHash', sign({ bodySha256: headers['x-acs-content-sha256'] ?? '' })],
      ['wrongBodyHash', sign({ bodySha256: EMPTY_BODY_SHA256 })],
      ...queryMistakes(request, (mistaken) => sign({ query: mistaken })),
      ...otherHosts(headers['host'] ?? '').map((host): Candidate => [
        'wrongHost',
        withHeader('host', host),
      ]),
      ...nearbyDates(timestamp).map((date): Candidate => [
        'wrongDate',
        withHeader('x-acs-date', date),
      ]),
    ],
  };
}

function queryMistakes(
  { query, rawQuery, parameters }: WireRequest,
  sign: (query: string) => string,
): readonly Candidate[] {
  return [
    ['plusNotEncoded', sign(canonicalQuery(withPlusKept(rawQuery, '')))],
    ['sentEncodedTwice', sign(canonicalQuery(decodedAgain(query)))],
    ['formInQuery', sign(canonicalQuery(parameters))],
    ...QUERY_MISTAKES.map(([mistake, write]): Candidate => [mistake, sign(write(query))]),
  ];
}

function canonicalRequestText(path: string, parts: PartsV3): string {
  const { method, query, headers, bodySha256 } = parts;
  const lines = [method, path, query, canonicalHeaders(headers), signedHeaders(headers)];
  return [...lines, bodySha256].join('\n');
}

function otherHosts(host: string): readonly string[] {
  const name = host.replace(/:\d+$/, '');
  const port = host.slice(name.length);
  return [name, `localhost${port}`, `127.0.0.1${port}`, 'localhost', '127.0.0.1', ...ALIYUN_HOSTS];
}
