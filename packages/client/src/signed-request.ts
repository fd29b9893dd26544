import type { Credentials } from './credentials.ts';
import {
  EMPTY_BODY_SHA256,
  SIGNATURE_ALGORITHM_V3,
  canonicalQuery,
  sha256Hex,
  signatureV3,
  stringToSignV3,
  type Parameters,
} from './signature.ts';
import type { HttpRequest } from './transport.ts';

/** One call as its operation describes it, before it is signed. */
export interface ApiRequest {
  /** Scheme, host and port: `https://dysmsapi.aliyuncs.com`. */
  readonly origin: string;
  readonly action: string;
  readonly version: string;
  readonly query: Parameters;
  /** Parameters that Aliyun declares as body parameters; sent as a form. */
  readonly form?: Parameters | undefined;
}

const USER_AGENT = 'aliyun-sms-client/0.1.0';

/**
 * Signs a call with V3. Business parameters go into the query, as the official SDKs send them: that
 * the gateway takes them from a form body too is documented for V1 only.
 *
 * `time` is in milliseconds since the epoch; `nonce` has to be new for each request.
 */
export function signRequest(
  request: ApiRequest,
  credentials: Credentials,
  time: number,
  nonce: string,
): HttpRequest {
  const query = canonicalQuery(request.query);
  const body = request.form === undefined ? undefined : canonicalQuery(request.form);
  const bodySha256 = body === undefined ? EMPTY_BODY_SHA256 : sha256Hex(body);
  const headers = headersToSign(request, credentials, bodySha256, time, nonce);
  const { lines, names } = canonicalForms(headers);
  const canonical = `POST\n/\n${query}\n${lines}\n${names}\n${bodySha256}`;
  const signature = signatureV3(credentials.accessKeySecret, stringToSignV3(canonical));
  headers['authorization'] =
    `${SIGNATURE_ALGORITHM_V3} Credential=${credentials.accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  headers['accept'] = 'application/json';
  headers['user-agent'] = USER_AGENT;
  const url = `${request.origin}/?${query}`;
  return body === undefined
    ? { method: 'POST', url, headers }
    : { method: 'POST', url, headers, body };
}

/**
 * The headers to sign, in the order in which they are signed: that of their names. So one pass is
 * enough where `canonicalHeaders` and `signedHeaders` sort.
 */
function headersToSign(
  request: ApiRequest,
  { accessKeyId, securityToken }: Credentials,
  bodySha256: string,
  time: number,
  nonce: string,
): Record<string, string> {
  const headers: Record<string, string> = {};
  if (request.form !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
  }
  headers['host'] = request.origin.slice(request.origin.indexOf('//') + 2);
  if (securityToken !== undefined) {
    headers['x-acs-accesskey-id'] = accessKeyId;
  }
  headers['x-acs-action'] = request.action;
  headers['x-acs-content-sha256'] = bodySha256;
  headers['x-acs-date'] = wireDate(time);
  if (securityToken !== undefined) {
    headers['x-acs-security-token'] = securityToken;
  }
  headers['x-acs-signature-nonce'] = nonce;
  headers['x-acs-version'] = request.version;
  return headers;
}

function canonicalForms(headers: Readonly<Record<string, string>>) {
  let lines = '';
  let names = '';
  for (const name in headers) {
    lines += `${name}:${headers[name]?.trim()}\n`;
    names += names === '' ? name : `;${name}`;
  }
  return { lines, names };
}

let lastSecond = 0;
let lastDate = '';

/** `2026-01-02T03:04:05Z`; the same for all requests of a second. */
function wireDate(time: number): string {
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastDate = `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;
  }
  return lastDate;
}
