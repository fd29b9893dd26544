import type { Words } from '../words.ts';

/** Why we decided to send nothing. The text of each is in refusal-texts.ts. */
export type RefusalReason =
  | 'request-invalid'
  | 'number-invalid'
  | 'number-ambiguous'
  | 'number-type'
  | 'country-uncovered'
  | 'country-refused'
  | 'template-missing'
  | 'sign-name-missing'
  | 'sender-id-text-missing'
  | 'variable-missing'
  | 'variable-illegal'
  | 'settings-invalid'
  | 'mainland-only'
  | 'guard-limit'
  | 'guard-store';

export interface RefusalOptions {
  /** For the operator: which field, which variable. Holds no number, no code, no secret. */
  readonly detail?: Words | string;
  readonly retryAfterSeconds?: number | undefined;
}

/** Decided before anything is sent: no call was made, nothing is billed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;
  readonly detail: Words | string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: RefusalReason, { detail, retryAfterSeconds }: RefusalOptions = {}) {
    super(reason);
    this.reason = reason;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
