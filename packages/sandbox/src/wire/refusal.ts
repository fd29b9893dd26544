import { REFUSAL_TEXTS } from './refusal-texts.ts';

/** Codes of the SMS services have HTTP status 200, those of the gateway an error status. */
const SERVICE_CODE = /^(?:isv|isp|biz)\./;

/** A refused call: thrown by the check that refuses, turned into an answer in one place. */
export class Refusal extends Error {
  readonly apiCode: string;
  /** HTTP status: 200 for a refusal by the SMS service, otherwise by the gateway. */
  readonly status: number;
  /** Name of the check for the request log. */
  readonly check: string;
  /** Milliseconds for the header that tells the client when to retry. */
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

/** The refusal of a malformed number, with the message that was recorded. */
export function illegalNumber(text: string): Refusal {
  return new Refusal('number', 'isv.MOBILE_NUMBER_ILLEGAL', {
    message: `${text}invalid mobile number`,
  });
}

/** `<Name> is mandatory for this action.`, the gateway's message for every missing parameter. */
export function missing(name: string): Refusal {
  return new Refusal('parameters', `Missing${name}`, {
    message: `${name} is mandatory for this action.`,
  });
}
