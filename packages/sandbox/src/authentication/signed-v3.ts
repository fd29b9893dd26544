import {
  canonicalQuery,
  canonicalRequest,
  EMPTY_BODY_SHA256,
  sha256Hex,
  SIGNATURE_ALGORITHM_V3,
  signatureV3,
  stringToSignV3,
} from 'aliyun-sms-client';
import type { SignedCall, SignedTexts } from './signed-call.ts';
import { missing, Refusal } from '../wire/refusal.ts';
import type { AccessKey } from '../accounts/seed.ts';
import type { WireRequest } from '../wire/wire-request.ts';

const AUTHORIZATION =
  /^ACS3-HMAC-SHA256 +Credential=([^,\s]*) *, *SignedHeaders=([^,\s]*) *, *Signature=([^,\s]*)$/;

/**
 * Signature V3 (`ACS3-HMAC-SHA256`): headers sign the query and the raw body. `undefined` if the request
 * has no such `Authorization` header.
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
  return new SignedCallV3(request, match);
}

class SignedCallV3 implements SignedCall {
  readonly version = 'V3';
  readonly accessKeyId: string;
  readonly securityToken: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  readonly names: readonly string[];
  texts: SignedTexts | undefined = undefined;
  readonly #request: WireRequest;

  constructor(request: WireRequest, [, accessKeyId = '', list = '', signature = '']: string[]) {
    const { headers } = request;
    this.accessKeyId = accessKeyId;
    this.securityToken = trimmed(headers['x-acs-security-token']);
    this.timestamp = trimmed(headers['x-acs-date']);
    this.nonce = trimmed(headers['x-acs-signature-nonce']);
    this.signature = signature;
    this.#request = request;
    this.names = list.split(';').filter((name) => name !== '');
  }

  verify({ accessKeySecret }: AccessKey): void {
    this.#checkForm();
    const { body, headers } = this.#request;
    const bodySha256 = body.length === 0 ? EMPTY_BODY_SHA256 : sha256Hex(body);
    const canonical = canonicalRequestOf(this.#request, this.names, bodySha256);
    const stringToSign = stringToSignV3(canonical);
    this.texts = { canonicalRequest: canonical, stringToSign };
    // The stated hash must be that of the received body.
    const isBodyIntact = trimmed(headers['x-acs-content-sha256']) === bodySha256;
    if (!isBodyIntact || signatureV3(accessKeySecret, stringToSign) !== this.signature) {
      throw new Refusal('signature', 'SignatureDoesNotMatch', {
        message:
          'Specified signature does not match our calculation. ' +
          `server StringToSign is [${stringToSign}], server CanonicalRequest is [${canonical}]`,
      });
    }
  }

  #checkForm(): void {
    if (this.signature === '' || !coversEnough(this.names, this.#request.headers)) {
      throw new Refusal('signature', 'IncompleteSignature');
    }
    // Unverified: Aliyun's page calls the nonce optional; every SDK sends it.
    if (this.nonce === '') {
      throw missing('SignatureNonce');
    }
  }
}

function trimmed(header: string | undefined): string {
  return header?.trim() ?? '';
}

/** `host`, the hash of the body, and every `x-acs-` header of the request must be signed. */
function coversEnough(names: readonly string[], headers: WireRequest['headers']): boolean {
  const sent = Object.keys(headers).filter((name) => name.startsWith('x-acs-'));
  return ['host', 'x-acs-content-sha256', ...sent].every((name) => names.includes(name));
}

function canonicalRequestOf(
  { method, path, query, headers, isCanonicalQuery, rawQuery }: WireRequest,
  names: readonly string[],
  bodySha256: string,
): string {
  return canonicalRequest({
    method,
    path,
    query: isCanonicalQuery ? rawQuery : canonicalQuery(query),
    headers: Object.fromEntries(names.map((name) => [name, headers[name] ?? ''])),
    bodySha256,
  });
}
