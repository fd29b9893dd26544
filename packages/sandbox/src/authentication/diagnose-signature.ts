import { createHmac } from 'node:crypto';
import {
  canonicalQuery,
  canonicalRequest,
  EMPTY_BODY_SHA256,
  percentEncode,
  sha256Hex,
  signatureV1,
  signatureV3,
  stringToSignV3,
  type SignedParts,
} from 'aliyun-sms-client';
import type { SignedCall } from './authenticate.ts';
import type { SignatureDiagnosis } from '../requests/request-log.ts';
import { MISTAKES, QUERY_MISTAKES, type Mistake } from './signature-mistakes.ts';
import type { WireRequest } from '../wire/wire-request.ts';

/** A mistake with a signature that it gives. */
type Candidate = readonly [mistake: Mistake, signature: string];

/** How far a signed date may be off the sent one, in seconds, to be found. */
const DATE_SLACK_SECONDS = 5;
/** Hosts that callers sign when they think they speak to Aliyun. */
const ALIYUN_HOSTS = [
  'dysmsapi.aliyuncs.com',
  'dysmsapi.ap-southeast-1.aliyuncs.com',
  'dypnsapi.aliyuncs.com',
];

/**
 * Tries the known mistakes, one at a time, on a request whose signature is wrong; the ones that
 * explain it. `secret`: of the key that the call names; `otherSecrets`: of all others.
 */
export function diagnoseSignature(
  request: WireRequest,
  signed: SignedCall,
  secret: string,
  otherSecrets: readonly string[],
): readonly SignatureDiagnosis[] {
  const candidates =
    signed.version === 'V1'
      ? candidatesV1(request, signed, secret, otherSecrets)
      : candidatesV3(request, signed, secret, otherSecrets);
  const mistakes = candidates
    .filter(([, signature]) => signature === signed.signature)
    .map(([mistake]) => mistake);
  return [...new Set(mistakes)].map((mistake) => ({ mistake, explanation: MISTAKES[mistake] }));
}

function candidatesV1(
  { method, parameters }: WireRequest,
  { timestamp }: SignedCall,
  secret: string,
  otherSecrets: readonly string[],
): readonly Candidate[] {
  const { Signature: _, ...signedParameters } = parameters;
  const text = (query: string, forMethod = method): string =>
    `${forMethod}&%2F&${percentEncode(query)}`;
  const right = text(canonicalQuery(signedParameters));
  const sign = (stringToSign: string, key = secret): string => signatureV1(key, stringToSign);
  const hexadecimal = Buffer.from(sign(right), 'base64').toString('hex');
  return [
    ...otherSecrets.map((other): Candidate => ['otherSecret', sign(right, other)]),
    ['missingAmpersand', bareKeySignature(secret, right)],
    ['wrongOutput', hexadecimal],
    ['wrongMethod', sign(text(canonicalQuery(signedParameters), otherMethod(method)))],
    ...QUERY_MISTAKES.map(([mistake, write]): Candidate => [
      mistake,
      sign(text(write(signedParameters))),
    ]),
    ...nearbyDates(timestamp).map((Timestamp): Candidate => [
      'wrongDate',
      sign(text(canonicalQuery({ ...signedParameters, Timestamp }))),
    ]),
  ];
}

/** V1's HMAC with the bare secret as its key. */
function bareKeySignature(secret: string, stringToSign: string): string {
  return createHmac('sha1', secret).update(stringToSign).digest('base64');
}

function candidatesV3(
  { method, path, query, parameters, headers, body }: WireRequest,
  { names, timestamp }: SignedCall,
  secret: string,
  otherSecrets: readonly string[],
): readonly Candidate[] {
  const right: SignedParts = {
    method,
    path,
    query: canonicalQuery(query),
    headers: Object.fromEntries(names.map((name) => [name, headers[name] ?? ''])),
    bodySha256: body.length === 0 ? EMPTY_BODY_SHA256 : sha256Hex(body),
  };
  const sign = (change: Partial<SignedParts>, key = secret): string => {
    const canonical = canonicalRequest({ ...right, ...change });
    return signatureV3(key, stringToSignV3(canonical));
  };
  const withHeader = (name: string, value: string): string =>
    sign({ headers: { ...right.headers, [name]: value } });
  return [
    ...otherSecrets.map((other): Candidate => ['otherSecret', sign({}, other)]),
    ['extraAmpersand', sign({}, `${secret}&`)],
    ['wrongMethod', sign({ method: otherMethod(method) })],
    ['formInQuery', sign({ query: canonicalQuery(parameters) })],
    ['wrongBodyHash', sign({ bodySha256: headers['x-acs-content-sha256'] ?? '' })],
    ['wrongBodyHash', sign({ bodySha256: EMPTY_BODY_SHA256 })],
    ...QUERY_MISTAKES.map(([mistake, write]): Candidate => [
      mistake,
      sign({ query: write(query) }),
    ]),
    ...otherHosts(headers['host'] ?? '').map((host): Candidate => [
      'wrongHost',
      withHeader('host', host),
    ]),
    ...nearbyDates(timestamp).map((date): Candidate => [
      'wrongDate',
      withHeader('x-acs-date', date),
    ]),
  ];
}

function otherMethod(method: string): string {
  return method === 'GET' ? 'POST' : 'GET';
}

function otherHosts(host: string): readonly string[] {
  const name = host.replace(/:\d+$/, '');
  const port = host.slice(name.length);
  return [name, `localhost${port}`, `127.0.0.1${port}`, 'localhost', '127.0.0.1', ...ALIYUN_HOSTS];
}

/** Dates a few seconds around the given one, which is valid, in the same form. */
function nearbyDates(date: string): readonly string[] {
  const time = Date.parse(date);
  return Array.from({ length: 2 * DATE_SLACK_SECONDS + 1 }, (_, index) => {
    const nearby = new Date(time + (index - DATE_SLACK_SECONDS) * 1000).toISOString();
    return nearby.replace(/\.\d+Z$/, 'Z');
  });
}
