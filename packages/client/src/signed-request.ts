import type { Credentials } from './credentials.ts';
import {
  EMPTY_BODY_SHA256,
  SIGNATURE_ALGORITHM_V3,
  canonicalHeaders,
  canonicalQuery,
  sha256Hex,
  signatureV3,
  signedHeaders,
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
  const signed = headersToSign(request, credentials, bodySha256, time, nonce);
  const names = signedHeaders(signed);
  const canonical = `POST\n/\n${query}\n${canonicalHeaders(signed)}\n${names}\n${bodySha256}`;
  const signature = signatureV3(credentials.accessKeySecret, stringToSignV3(canonical));
  return {
    method: 'POST',
    url: `${request.origin}/?${query}`,
    headers: {
      ...signed,
      accept: 'application/json',
      'user-agent': USER_AGENT,
      authorization: `${SIGNATURE_ALGORITHM_V3} Credential=${credentials.accessKeyId},SignedHeaders=${names},Signature=${signature}`,
    },
    ...(body === undefined ? {} : { body }),
  };
}

function headersToSign(
  request: ApiRequest,
  { accessKeyId, securityToken }: Credentials,
  bodySha256: string,
  time: number,
  nonce: string,
): Record<string, string> {
  return {
    host: request.origin.slice(request.origin.indexOf('//') + 2),
    'x-acs-action': request.action,
    'x-acs-version': request.version,
    'x-acs-date': `${new Date(time).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': nonce,
    'x-acs-content-sha256': bodySha256,
    ...(request.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(securityToken === undefined
      ? {}
      : { 'x-acs-accesskey-id': accessKeyId, 'x-acs-security-token': securityToken }),
  };
}
