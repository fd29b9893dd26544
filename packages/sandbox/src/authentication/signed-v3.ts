import {
  canonicalRequest,
  EMPTY_BODY_SHA256,
  sha256Hex,
  SIGNATURE_ALGORITHM_V3,
  signatureV3,
  stringToSignV3,
} from 'aliyun-sms-client';
import type { SignedCall, SignedTexts } from './authenticate.ts';
import { RecentMap } from '../recent-map.ts';
import { missing, Refusal } from '../wire/refusal.ts';
import type { AccessKey } from '../accounts/seed.ts';
import type { WireRequest } from '../wire/wire-request.ts';

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
  return new SignedCallV3(request, match);
}

class SignedCallV3 implements SignedCall {
  readonly version = 'V3';
  readonly accessKeyId: string;
  readonly securityToken: string;
  readonly timestamp: string;
  readonly nonce: string;
  readonly signature: string;
  texts: SignedTexts | undefined = undefined;
  readonly #request: WireRequest;
  readonly #list: HeaderList;

  constructor(request: WireRequest, [, accessKeyId = '', list = '', signature = '']: string[]) {
    const { headers } = request;
    this.accessKeyId = accessKeyId;
    this.securityToken = trimmed(headers['x-acs-security-token']);
    this.timestamp = trimmed(headers['x-acs-date']);
    this.nonce = trimmed(headers['x-acs-signature-nonce']);
    this.signature = signature;
    this.#request = request;
    this.#list = headerList(list);
  }

  get names(): readonly string[] {
    return this.#list.names;
  }

  verify({ accessKeySecret }: AccessKey): void {
    this.#checkForm();
    const { body, headers } = this.#request;
    const bodySha256 = body.length === 0 ? EMPTY_BODY_SHA256 : sha256Hex(body);
    const canonical = canonicalRequestOf(this.#request, this.#list, bodySha256);
    const stringToSign = stringToSignV3(canonical);
    this.texts = { canonicalRequest: canonical, stringToSign };
    // The hash that the caller states must be the one of the body that arrived.
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
    if (this.signature === '' || !coversEnough(this.#list, this.#request.headers)) {
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

/** The headers that a call says it signs. */
interface HeaderList {
  readonly text: string;
  readonly names: readonly string[];
  /** Lower-case and sorted, each once: as the canonical request has them. */
  readonly isCanonical: boolean;
  readonly set: ReadonlySet<string>;
  /** What stands before each header's value in the canonical request. */
  readonly lines: readonly { readonly name: string; readonly start: string }[];
}

const LISTED = /^[a-z\d-]+(?:;[a-z\d-]+)*$/;

/** A program signs the same headers in each of its calls. */
const HEADER_LISTS = new RecentMap<HeaderList>(100);

function headerList(text: string): HeaderList {
  const known = HEADER_LISTS.get(text);
  if (known !== undefined) {
    return known;
  }
  const names = text.split(';').filter((name) => name !== '');
  const set = new Set(names);
  const isCanonical = LISTED.test(text) && [...set].toSorted().join(';') === text;
  const lines = names.map((name) => ({ name, start: `\n${name}:` }));
  const list = { text, names, isCanonical, set, lines };
  HEADER_LISTS.set(text, list);
  return list;
}

/** `host`, the hash of the body, and every `x-acs-` header that was sent must be signed. */
function coversEnough({ set }: HeaderList, headers: WireRequest['headers']): boolean {
  if (!set.has('host') || !set.has('x-acs-content-sha256')) {
    return false;
  }
  for (const name in headers) {
    if (name.startsWith('x-acs-') && !set.has(name)) {
      return false;
    }
  }
  return true;
}

/** The client's `canonicalRequest`, with a short way for callers that sent what it would make. */
function canonicalRequestOf(request: WireRequest, list: HeaderList, bodySha256: string): string {
  const { method, path, query, rawQuery, headers } = request;
  if (!request.isCanonicalQuery || !list.isCanonical) {
    const signed = Object.fromEntries(list.names.map((name) => [name, headers[name] ?? '']));
    return canonicalRequest({ method, path, query, headers: signed, bodySha256 });
  }
  let text = `${method}\n${path}\n${rawQuery}`;
  for (const { name, start } of list.lines) {
    text += start + trimmed(headers[name]);
  }
  return `${text}\n\n${list.text}\n${bodySha256}`;
}
