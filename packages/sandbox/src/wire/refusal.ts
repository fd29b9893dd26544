import { REFUSAL_TEXTS } from './refusal-texts.ts';

/** Codes of the SMS services come with HTTP 200, those of the gateway with an error status. */
const SERVICE_CODE = /^(?:isv|isp|biz)\./;

/** A call that is refused: thrown by the check that refuses, answered in one place. */
export class Refusal extends Error {
  readonly apiCode: string;
  /** HTTP status; 200 is a refusal by the SMS service, all else one by the gateway. */
  readonly status: number;
  /** The check, as the request log names it. */
  readonly check: string;
  /** Milliseconds to wait, for the header that tells a client so. */
  readonly retryAfterMs?: number;

  /** Status and message default to the documented ones. */
  constructor(
    check: string,
    apiCode: string,
    details: { message?: string; status?: number; retryAfterMs?: number } = {},
  ) {
    const text = REFUSAL_TEXTS[apiCode];
    super(details.message ?? text?.[1] ?? apiCode);
    this.check = check;
    this.apiCode = apiCode;
    this.status = details.status ?? text?.[0] ?? (SERVICE_CODE.test(apiCode) ? 200 : 400);
    if (details.retryAfterMs !== undefined) {
      this.retryAfterMs = details.retryAfterMs;
    }
  }
}

/** `<Name> is mandatory for this action.`, as the gateway says it of every absent parameter. */
export function missing(name: string): Refusal {
  return new Refusal('parameters', `Missing${name}`, {
    message: `${name} is mandatory for this action.`,
  });
}
