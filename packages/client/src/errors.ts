import type { ErrorCategory } from './error-book/categories.ts';
import type { SendOutcome } from './send-outcome.ts';

export interface AliyunSmsErrorOptions {
  readonly outcome: SendOutcome;
  readonly requestId?: string | undefined;
  readonly apiCode?: string | undefined;
  /** Requests sent or attempted. Default 0. */
  readonly attempts?: number | undefined;
  readonly credentialsSource?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Base of every error this package throws for a well-formed call. (Invalid input, such as a missing
 * field, is a `TypeError` or `RangeError` before anything is sent.)
 *
 * However it is printed, it never shows the access key secret, a token, a verification code, a full
 * phone number or a request URL.
 */
export class AliyunSmsError extends Error {
  override readonly name: string = 'AliyunSmsError';
  readonly outcome: SendOutcome;
  /** Aliyun's id of the failed call; its support asks for it. */
  readonly requestId: string | undefined;
  /** `isv.BUSINESS_LIMIT_CONTROL`; the key of the error book. */
  readonly apiCode: string | undefined;
  readonly attempts: number;
  /** Where the default chain found the access key: `OIDC role`. */
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

/** Options of a refusal. */
export interface AliyunSmsRefusal extends AliyunSmsErrorOptions {
  readonly apiCode: string;
  readonly category: ErrorCategory;
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** Aliyun answered with a code. `explainApiCode(error.apiCode)` says who can fix it and how. */
export class AliyunSmsApiError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsApiError';
  declare readonly apiCode: string;
  readonly category: ErrorCategory;
  /** HTTP status of the answer. A refusal can come with 200. */
  readonly status: number;
  /** Longest wait until the same call can succeed, if known. Seconds. */
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

/** No answer: not reached, connection lost, timed out or cancelled. See `outcome`. */
export class AliyunSmsConnectionError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsConnectionError';
  /** The call was not attempted: earlier ones got no answer, so the circuit is open. */
  readonly circuitOpen: boolean;

  constructor(message: string, options: AliyunSmsConnectionErrorOptions) {
    super(message, options);
    this.circuitOpen = options.circuitOpen ?? false;
  }
}

/** An answer that is not from Aliyun: a proxy's HTML, broken JSON. It is never quoted. */
export class AliyunSmsAnswerError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsAnswerError';
  /** HTTP status of the answer, if it was complete. */
  readonly status: number | undefined;

  constructor(
    message: string,
    options: AliyunSmsErrorOptions & { readonly status?: number | undefined },
  ) {
    super(message, options);
    this.status = options.status;
  }
}

/** No credentials could be obtained, so nothing was sent. */
export class AliyunSmsCredentialsError extends AliyunSmsError {
  override readonly name: string = 'AliyunSmsCredentialsError';
}
