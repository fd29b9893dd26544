import type { AccessKey } from '../accounts/seed.ts';

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
  /** What the server signed; known once `verify` has got so far. */
  readonly texts: SignedTexts | undefined;
  /**
   * Throws the refusal where the signature's own parts are missing or malformed, or where it is
   * another than the one that this key gives.
   */
  verify(key: AccessKey): void;
}

export interface SignedTexts {
  /** V3 only. */
  readonly canonicalRequest?: string;
  readonly stringToSign: string;
}
