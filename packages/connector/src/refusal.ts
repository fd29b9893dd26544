/** Why the connector itself does not send. The texts for each stand in texts.ts. */
export type RefusalReason =
  | 'number-invalid'
  | 'number-ambiguous'
  | 'template-missing'
  | 'sign-name-missing'
  | 'sender-id-text-missing'
  | 'variable-missing'
  | 'variable-illegal'
  | 'settings-invalid'
  | 'mainland-only'
  | 'country-refused'
  | 'guard-limit'
  | 'guard-store';

/** Decided before anything is sent: no call was made, nothing is billed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly reason: RefusalReason;
  /** For the operator: which field, which variable. Holds no number, no code, no secret. */
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    reason: RefusalReason,
    options: { readonly detail?: string; readonly retryAfterSeconds?: number } = {},
  ) {
    super(options.detail === undefined ? reason : `${reason}: ${options.detail}`);
    this.reason = reason;
    this.detail = options.detail;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
