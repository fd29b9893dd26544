import {
  canonicalQuery,
  canonicalRequest,
  percentEncode,
  sha256Hex,
  SIGNATURE_ALGORITHM_V3,
  signatureV1,
  signatureV3,
  signedHeaders,
  stringToSignV1,
  stringToSignV3,
  type Credentials,
  type HttpRequest,
  type Parameters,
} from 'aliyun-sms-client';
import { chinaDay } from '../time/china-time.ts';
import type { OwnThings, ProbeCall, Wire } from './probe.ts';

/** What a probe is signed with. */
export interface ProbeSigner {
  readonly key: Credentials;
  /** API version. */
  readonly version: string;
  /** Scheme, host and port. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly nonce: string;
  /** Fills in `{number}` and the like; without it they stay. */
  readonly own?: OwnThings | undefined;
}

const DAY_MS = 24 * 3_600_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** One call, signed as the probe requires. */
export function probeRequest({ request, wire = {} }: ProbeCall, signer: ProbeSigner): HttpRequest {
  const parameters = filledIn(request, signer);
  return wire.scheme === 'V3'
    ? requestV3(parameters, wire, signer)
    : requestV1(parameters, wire, signer);
}

function requestV1(parameters: Parameters, wire: Wire, signer: ProbeSigner): HttpRequest {
  const { method = 'POST', without = [] } = wire;
  const all = Object.fromEntries(
    Object.entries({ ...commonV1(wire, signer), ...parameters }).filter(
      ([name]) => !without.includes(name),
    ),
  );
  const signature = signatureV1(secretFor(wire, signer), stringToSignV1(method, all));
  const signed = canonicalQuery(
    without.includes('Signature') ? all : { ...all, Signature: signature },
  );
  const headers = { host: hostOf(signer) };
  return method === 'POST'
    ? { method, url: `${signer.origin}/`, headers: { ...headers, ...FORM }, body: signed }
    : { method, url: `${signer.origin}/?${signed}`, headers };
}

function commonV1(wire: Wire, { key, version, nonce, now }: ProbeSigner): Parameters {
  return {
    Version: version,
    Format: 'JSON',
    AccessKeyId: key.accessKeyId,
    ...(key.securityToken === undefined ? {} : { SecurityToken: key.securityToken }),
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: nonce,
    Timestamp: timestamp(wire, now),
  };
}

function requestV3(parameters: Parameters, wire: Wire, signer: ProbeSigner): HttpRequest {
  const { method = 'POST' } = wire;
  const { Action = '', ...business } = parameters;
  const text = canonicalQuery(business);
  const query = wire.form === true ? '' : text;
  const body = wire.form === true ? text : undefined;
  const headers = headersV3(Action, body, wire, signer);
  const canonical = canonicalRequest({
    method,
    query,
    headers,
    bodySha256: headers['x-acs-content-sha256'] ?? '',
  });
  const signature = signatureV3(secretFor(wire, signer), stringToSignV3(canonical));
  const credential = `${SIGNATURE_ALGORITHM_V3} Credential=${signer.key.accessKeyId}`;
  const authorization =
    wire.spoilt === 'form'
      ? credential
      : `${credential},SignedHeaders=${signedHeaders(headers)},Signature=${signature}`;
  return {
    method,
    url: `${signer.origin}/${query === '' ? '' : `?${query}`}`,
    headers: { ...headers, authorization },
    ...(body === undefined ? {} : { body }),
  };
}

function headersV3(
  action: string,
  body: string | undefined,
  wire: Wire,
  signer: ProbeSigner,
): Readonly<Record<string, string>> {
  const { key, version, nonce, now } = signer;
  const headers = {
    host: hostOf(signer),
    ...(body === undefined ? {} : FORM),
    'x-acs-action': action,
    'x-acs-content-sha256': sha256Hex(wire.spoilt === 'body' ? `${body}&` : (body ?? '')),
    'x-acs-date': timestamp(wire, now),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
    ...(key.securityToken === undefined
      ? {}
      : {
          'x-acs-accesskey-id': key.accessKeyId,
          'x-acs-security-token': key.securityToken,
        }),
  };
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => wire.without?.includes(name) !== true),
  );
}

function timestamp({ minutes = 0 }: Wire, now: number): string {
  return `${new Date(now + minutes * 60_000).toISOString().slice(0, 19)}Z`;
}

function secretFor({ spoilt }: Wire, { key }: ProbeSigner): string {
  return spoilt === 'secret' ? `${key.accessKeySecret}x` : key.accessKeySecret;
}

const hostOf = ({ origin }: ProbeSigner): string => origin.slice(origin.indexOf('//') + 2);

/** Fills in `{today}` and the like, and the account's own values. */
function filledIn(request: Parameters, { now, own }: ProbeSigner): Parameters {
  const values: Readonly<Record<string, string>> = {
    today: chinaDay(now),
    weekAgo: chinaDay(now - 7 * DAY_MS),
    fortyDaysAgo: chinaDay(now - 40 * DAY_MS),
    ...own,
  };
  return Object.fromEntries(
    Object.entries(request).map(([name, text]) => [
      name,
      text.replaceAll(/\{(\w+)\}/g, (whole, known: string) => values[known] ?? whole),
    ]),
  );
}

/** A value in every encoding in which an answer may repeat it. */
export function wireForms(value: string): readonly string[] {
  const once = percentEncode(value);
  return [percentEncode(once), once, value];
}
