import type { Credentials } from './credentials.ts';
import {
  EMPTY_BODY_SHA256,
  SIGNATURE_ALGORITHM_V3,
  canonicalForm,
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
 * Signs a call with V3. Business parameters go into the query, as the official SDKs send them: only for
 * V1 is it documented that the gateway also accepts them in a form body.
 *
 * `time` is in milliseconds since the epoch; `nonce` must be new for each request.
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
  const canonical = canonicalForm({ method: 'POST', query, headers, bodySha256 });
  const signature = signatureV3(credentials.accessKeySecret, stringToSignV3(canonical.request));
  headers['authorization'] =
    `${SIGNATURE_ALGORITHM_V3} Credential=${credentials.accessKeyId},SignedHeaders=${canonical.signedHeaders},Signature=${signature}`;
  headers['accept'] = 'application/json';
  headers['user-agent'] = USER_AGENT;
  const url = `${request.origin}/?${query}`;
  return body === undefined
    ? { method: 'POST', url, headers }
    : { method: 'POST', url, headers, body };
}

function headersToSign(
  { origin, action, version, form }: ApiRequest,
  { accessKeyId, securityToken }: Credentials,
  bodySha256: string,
  time: number,
  nonce: string,
): Record<string, string> {
  const headers: Record<string, string> = {
    host: origin.slice(origin.indexOf('//') + 2),
    'x-acs-action': action,
    'x-acs-content-sha256': bodySha256,
    'x-acs-date': wireDate(time),
    'x-acs-signature-nonce': nonce,
    'x-acs-version': version,
  };
  if (form !== undefined) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
  }
  if (securityToken !== undefined) {
    headers['x-acs-accesskey-id'] = accessKeyId;
    headers['x-acs-security-token'] = securityToken;
  }
  return headers;
}

/** `2026-01-02T03:04:05Z` */
function wireDate(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
