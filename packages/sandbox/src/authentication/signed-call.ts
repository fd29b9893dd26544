import type { AccessKey } from '../accounts/seed.ts';

/** The authentication data of a call, of either scheme and not yet checked. Empty: not sent. */
export interface SignedCall {
  readonly version: 'V1' | 'V3';
  readonly accessKeyId: string;
  readonly securityToken: string;
  /** As sent. */
  readonly timestamp: string;
  readonly nonce: string;
  /** As sent. */
  readonly signature: string;
  /** Names of the signed headers, lower case; empty for V1. */
  readonly names: readonly string[];
  /** What the server signed; set by `verify`. */
  readonly texts: SignedTexts | undefined;
  /**
   * Throws the refusal if parts of the signature are missing or malformed, or if it is not the one
   * computed with this key.
   */
  verify(key: AccessKey): void;
}

export interface SignedTexts {
  /** V3 only. */
  readonly canonicalRequest?: string;
  readonly stringToSign: string;
}
