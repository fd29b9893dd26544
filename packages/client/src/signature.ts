import { createHmac, hash } from 'node:crypto';
import { percentEncode } from './percent-encoding.ts';

/** Request parameters by wire name, decoded: `{ PhoneNumbers: '8613800138000' }`. */
export type Parameters = Readonly<Record<string, string>>;

/** What signature V3 covers. */
export interface SignedParts {
  /** `POST` or `GET`, upper case. */
  readonly method: string;
  /** Percent-encoded path, `/` for every SMS operation. Default `/`. */
  readonly path?: string;
  /** The query in its canonical form, as {@link canonicalQuery} writes it; empty if there is none. */
  readonly query: string;
  /** Exactly the headers to sign: `host`, `content-type` if there is a body, every `x-acs-*`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower-case hexadecimal SHA-256 of the raw body; of an empty one if there is none. */
  readonly bodySha256: string;
}

/** The only V3 algorithm that this project supports, as the `Authorization` header names it. */
export const SIGNATURE_ALGORITHM_V3 = 'ACS3-HMAC-SHA256';

/** {@link sha256Hex} of an empty body. */
export const EMPTY_BODY_SHA256 = sha256Hex('');

/** Lower-case hexadecimal SHA-256; text is hashed as UTF-8. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** V3, stage 1: `name=value` pairs, percent-encoded, sorted by raw name, joined with `&`. */
export function canonicalQuery(parameters: Parameters): string {
  return Object.keys(parameters)
    .toSorted()
    .map((name) => `${percentEncode(name)}=${percentEncode(parameters[name] ?? '')}`)
    .join('&');
}

/** V3, stage 2a: one line `name:value\n` per header, names lower-case and sorted, values trimmed. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): string {
  return linesOf(sortedHeaders(headers));
}

/** V3, stage 2b: the names of {@link canonicalHeaders}, joined with `;`. */
export function signedHeaders(headers: Readonly<Record<string, string>>): string {
  return namesOf(sortedHeaders(headers));
}

/** V3, stage 3: the whole request as one text. Signing and verifying both build it here. */
export function canonicalRequest(parts: SignedParts): string {
  return canonicalForm(parts).request;
}

/** {@link canonicalRequest} and {@link signedHeaders} of one request, for callers that need both. */
export function canonicalForm(parts: SignedParts): {
  readonly request: string;
  readonly signedHeaders: string;
} {
  const { method, path = '/', query, bodySha256 } = parts;
  const headers = sortedHeaders(parts.headers);
  const names = namesOf(headers);
  const lines = [method, path, query, linesOf(headers), names, bodySha256];
  return { request: lines.join('\n'), signedHeaders: names };
}

/** V3, stage 4: the string to sign. Input: the result of {@link canonicalRequest}. */
export function stringToSignV3(canonical: string): string {
  return `${SIGNATURE_ALGORITHM_V3}\n${sha256Hex(canonical)}`;
}

/**
 * V3, stage 5: lower-case hexadecimal HMAC-SHA256, keyed with the bare secret.
 * Source: https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */
export function signatureV3(accessKeySecret: string, stringToSign: string): string {
  return createHmac('sha256', accessKeySecret).update(stringToSign).digest('hex');
}

/**
 * V1, stage 1: query and form parameters together, without `Signature`, encoded and sorted as in
 * V3. Sorting is by name: sorting `name=value` pairs differs if one name is a prefix of another
 * (`A`, `A1`).
 */
export function canonicalParametersV1(parameters: Parameters): string {
  return canonicalQuery(
    Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== 'Signature')),
  );
}

/** V1, stage 2: the string to sign. GET and POST give different ones. */
export function stringToSignV1(method: string, parameters: Parameters): string {
  return `${method}&%2F&${percentEncode(canonicalParametersV1(parameters))}`;
}

/**
 * V1, stage 3: base64 HMAC-SHA1, keyed with the secret followed by `&`.
 * Source: https://www.alibabacloud.com/help/en/sdk/product-overview/rpc-mechanism
 */
export function signatureV1(accessKeySecret: string, stringToSign: string): string {
  return createHmac('sha1', `${accessKeySecret}&`).update(stringToSign).digest('base64');
}

type HeaderPairs = readonly (readonly [name: string, value: string])[];

function sortedHeaders(headers: Readonly<Record<string, string>>): HeaderPairs {
  return Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function linesOf(headers: HeaderPairs): string {
  return headers.map(([name, value]) => `${name}:${value.trim()}\n`).join('');
}

function namesOf(headers: HeaderPairs): string {
  return headers.map(([name]) => name).join(';');
}
