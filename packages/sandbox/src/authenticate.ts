import type { AccountBook, KeyHolder } from './accounts.ts';
import type { NonceMemory } from './nonces.ts';
import { missing, Refusal } from './refusal.ts';
import type { AccessKey, SandboxSettings } from './seed.ts';
import { readSignedV1 } from './signed-v1.ts';
import { readSignedV3 } from './signed-v3.ts';
import type { WireRequest } from './wire-request.ts';

/** What either scheme says about a call, not yet checked. Empty text: not said. */
export interface SignedCall {
  readonly version: 'V1' | 'V3';
  readonly accessKeyId: string;
  readonly securityToken: string;
  /** As sent. */
  readonly timestamp: string;
  readonly nonce: string;
  /** As sent. */
  readonly signature: string;
  /** Headers that are signed, lower-case; none for V1. */
  readonly names: readonly string[];
  /** Throws where the signature's own parts are missing or malformed. */
  readonly checkForm: () => void;
  /** The texts that the server signs; costs the hashes. */
  readonly texts: () => SignedTexts;
}

export interface SignedTexts {
  readonly canonicalRequest?: string;
  readonly stringToSign: string;
  /** The signature of these texts with this secret. */
  readonly sign: (accessKeySecret: string) => string;
  /** What the answer to a wrong signature tells. */
  readonly mismatch: string;
}

export interface AuthenticationContext {
  readonly accounts: AccountBook;
  readonly nonces: NonceMemory;
  readonly settings: SandboxSettings;
  readonly now: number;
  /** Told of each text as soon as it is known, for the request log. */
  readonly noteTexts: (texts: SignedTexts) => void;
}

const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** V3 where the `Authorization` header says so, else V1. */
export function readSignedCall(request: WireRequest): SignedCall {
  return readSignedV3(request) ?? readSignedV1(request);
}

/**
 * Checks key, token, time, signature and nonce, in this order, and throws the first refusal.
 *
 * That the key's checks come before the signature's is known from the live service; the order of
 * the others is unverified. A nonce counts as used only once the signature is right.
 */
export function authenticate(signed: SignedCall, context: AuthenticationContext): KeyHolder {
  const holder = findKey(signed.accessKeyId, context.accounts);
  checkToken(signed.securityToken, holder.key, context.now);
  checkTime(signed.timestamp, context);
  checkSignature(signed, holder.key, context);
  checkNonce(signed, context);
  return holder;
}

function findKey(accessKeyId: string, accounts: AccountBook): KeyHolder {
  if (accessKeyId === '') {
    throw new Refusal('accessKey', 'MissingAccessKeyId', {
      message: 'AccessKeyId is mandatory for this action.',
    });
  }
  const holder = accounts.find(accessKeyId);
  if (holder === undefined) {
    throw new Refusal('accessKey', 'InvalidAccessKeyId.NotFound');
  }
  if (!holder.key.active) {
    throw new Refusal('accessKey', 'InvalidAccessKeyId.Inactive');
  }
  return holder;
}

function checkToken(token: string, key: AccessKey, now: number): void {
  if (key.securityToken === undefined) {
    if (token !== '') {
      throw new Refusal('securityToken', 'InvalidSecurityToken.MismatchWithAccessKey');
    }
    return;
  }
  if (token === '') {
    throw missing('SecurityToken');
  }
  if (/\s/.test(token)) {
    throw new Refusal('securityToken', 'InvalidSecurityToken.Malformed');
  }
  if (token !== key.securityToken) {
    throw new Refusal('securityToken', 'InvalidSecurityToken.MismatchWithAccessKey');
  }
  if (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now) {
    throw new Refusal('securityToken', 'InvalidSecurityToken.Expired');
  }
}

function checkTime(timestamp: string, { now, settings }: AuthenticationContext): void {
  if (timestamp === '') {
    throw missing('Timestamp');
  }
  const time = TIMESTAMP.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(time)) {
    throw new Refusal('timestamp', 'InvalidTimeStamp.Format');
  }
  if (Math.abs(now - time) > settings.timestampWindowMinutes * 60_000) {
    throw new Refusal('timestamp', 'InvalidTimeStamp.Expired');
  }
}

function checkSignature(signed: SignedCall, key: AccessKey, context: AuthenticationContext): void {
  signed.checkForm();
  const texts = signed.texts();
  context.noteTexts(texts);
  if (texts.sign(key.accessKeySecret) !== signed.signature) {
    throw new Refusal('signature', 'SignatureDoesNotMatch', { message: texts.mismatch });
  }
}

function checkNonce(signed: SignedCall, context: AuthenticationContext): void {
  const { nonces, now, settings } = context;
  if (!settings.checkNonces) {
    return;
  }
  // A request is good from one window before its time to one window after it.
  const windowMs = 2 * settings.timestampWindowMinutes * 60_000;
  if (!nonces.use(`${signed.accessKeyId}\n${signed.nonce}`, now, windowMs)) {
    throw new Refusal('nonce', 'SignatureNonceUsed');
  }
}
