import {
  canonicalRequest,
  EMPTY_BODY_SHA256,
  sha256Hex,
  SIGNATURE_ALGORITHM_V3,
  signatureV3,
  stringToSignV3,
} from 'aliyun-sms-client';
import type { SignedCall, SignedTexts } from './authenticate.ts';
import { missing, Refusal } from './refusal.ts';
import type { WireRequest } from './wire-request.ts';

const AUTHORIZATION =
  /^ACS3-HMAC-SHA256 +Credential=([^,\s]*) *, *SignedHeaders=([^,\s]*) *, *Signature=([^,\s]*)$/;

/**
 * Signature V3 (`ACS3-HMAC-SHA256`): headers sign the query and the raw body. `undefined` where the
 * request carries no such `Authorization` header.
 * Source: https://help.aliyun.com/document_detail/2593177.html
 */
export function readSignedV3(request: WireRequest): SignedCall | undefined {
  const authorization = request.headers['authorization'];
  if (authorization?.startsWith(SIGNATURE_ALGORITHM_V3) !== true) {
    return undefined;
  }
  const match = AUTHORIZATION.exec(authorization);
  if (match === null) {
    throw new Refusal('signature', 'IncompleteSignature');
  }
  const [, accessKeyId = '', list = '', signature = ''] = match;
  const names = list.split(';').filter((name) => name !== '');
  const header = (name: string): string => request.headers[name]?.trim() ?? '';
  return {
    version: 'V3',
    accessKeyId,
    securityToken: header('x-acs-security-token'),
    timestamp: header('x-acs-date'),
    nonce: header('x-acs-signature-nonce'),
    signature,
    names,
    checkForm() {
      if (signature === '' || !coversEnough(names, request.headers)) {
        throw new Refusal('signature', 'IncompleteSignature');
      }
      // Unverified: Aliyun's page calls the nonce optional; every SDK sends it.
      if (header('x-acs-signature-nonce') === '') {
        throw missing('SignatureNonce');
      }
    },
    texts: () => signedTexts(request, names),
  };
}

function signedTexts(request: WireRequest, names: readonly string[]): SignedTexts {
  const { method, path, query, headers, body } = request;
  const bodySha256 = body.length === 0 ? EMPTY_BODY_SHA256 : sha256Hex(body);
  const canonical = canonicalRequest({
    method,
    path,
    query,
    headers: Object.fromEntries(names.map((name) => [name, headers[name] ?? ''])),
    bodySha256,
  });
  const stringToSign = stringToSignV3(canonical);
  // The hash that the caller states must be the one of the body that arrived.
  const isBodyIntact = headers['x-acs-content-sha256']?.trim() === bodySha256;
  return {
    canonicalRequest: canonical,
    stringToSign,
    sign: (accessKeySecret) => (isBodyIntact ? signatureV3(accessKeySecret, stringToSign) : ''),
    mismatch:
      'Specified signature does not match our calculation. ' +
      `server StringToSign is [${stringToSign}], server CanonicalRequest is [${canonical}]`,
  };
}

/** `host`, the hash of the body, and every `x-acs-` header that was sent must be signed. */
function coversEnough(
  names: readonly string[],
  headers: Readonly<Record<string, string>>,
): boolean {
  if (!names.includes('host') || !names.includes('x-acs-content-sha256')) {
    return false;
  }
  for (const name in headers) {
    if (name.startsWith('x-acs-') && !names.includes(name)) {
      return false;
    }
  }
  return true;
}
