import type { ErrorCategory } from './error-book/categories.ts';
import type { SendOutcome } from './send-outcome.ts';

export interface AliyunSmsErrorOptions {
  readonly outcome: SendOutcome;
  readonly requestId?: string | undefined;
  readonly apiCode?: string | undefined;
  /** Requests that were sent, or tried to be. Default 0. */
  readonly attempts?: number | undefined;
  readonly credentialsSource?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Base of every error this package throws for a call that was well-formed. (A call that was not, a
 * missing field for one, is a `TypeError` or `RangeError` before anything is sent.)
 *
 * Nothing in it, however printed, holds the access key secret, a token, a verification code, a full
 * phone number or a request URL.
 */
export class AliyunSmsError extends Error {
  override readonly name: string = 'AliyunSmsError';
  readonly outcome: SendOutcome;
  /** Aliyun's id of the call that failed; what its support asks for. */
  readonly requestId: string | undefined;
  /** `isv.BUSINESS_LIMIT_CONTROL`; the key of the error book. */
  readonly apiCode: string | undefined;
  readonly attempts: number;
  /** Where the access key came from, where the default chain found it: `OIDC role`. */
  readonly credentialsSource: string | undefined;

  constructor(message: string, options: AliyunSmsErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.outcome = options.outcome;
    this.requestId = options.requestId;
    this.apiCode = options.apiCode;
    this.attempts = options.attempts ?? 0;
    this.credentialsSource = options.credentialsSource;
  }
}

/** What a refusal adds. */
export interface AliyunSmsRefusal extends AliyunSmsErrorOptions {
  readonly apiCode: string;
  readonly category: ErrorCategory;
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** Aliyun answered with a code. `explainApiCode(error.apiCode)` tells who can do what about it. */
export class AliyunSmsApiError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsApiError';
  declare readonly apiCode: string;
  readonly category: ErrorCategory;
  /** HTTP status of the answer. A refusal can come with 200. */
  readonly status: number;
  /** Where it is known when the same call can succeed: at most this long from now. */
  readonly retryAfterSeconds: number | undefined;

  constructor(message: string, refusal: AliyunSmsRefusal) {
    super(message, refusal);
    this.category = refusal.category;
    this.status = refusal.status;
    this.retryAfterSeconds = refusal.retryAfterSeconds;
  }
}

export interface AliyunSmsConnectionErrorOptions extends AliyunSmsErrorOptions {
  readonly circuitOpen?: boolean | undefined;
}

/** No answer: not reached, cut off, timed out or cancelled. `outcome` says on which side of the send. */
export class AliyunSmsConnectionError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsConnectionError';
  /** The call was not even tried: earlier ones had no answer, and the circuit is open. */
  readonly circuitOpen: boolean;

  constructor(message: string, options: AliyunSmsConnectionErrorOptions) {
    super(message, options);
    this.circuitOpen = options.circuitOpen ?? false;
  }
}

/** An answer that is not Aliyun's: HTML of a proxy, broken JSON. It is never quoted. */
export class AliyunSmsAnswerError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsAnswerError';
  /** HTTP status of an answer that is whole and somebody else's. */
  readonly status: number | undefined;

  constructor(
    message: string,
    options: AliyunSmsErrorOptions & { readonly status?: number | undefined },
  ) {
    super(message, options);
    this.status = options.status;
  }
}

/** No credentials could be had, so nothing was sent. */
export class AliyunSmsCredentialsError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsCredentialsError';
}
