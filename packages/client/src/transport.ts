/** One HTTP request, as plain data. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Absolute, query included. It holds the phone number and the code: never log it. */
  readonly url: string;
  /** Names lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Send it on a connection that has carried nothing yet. A transport without connections ignores it. */
  readonly freshConnection?: boolean;
}

/** One HTTP answer, read to its end. */
export interface HttpResponse {
  readonly status: number;
  /** Names lower-case; repeated headers are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request once. A sandbox's `handle` is one.
 *
 * Rejects with a {@link TransportError} where it knows how far the request came; any other error
 * counts as "may have arrived".
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * How far a request came: `connecting`, nothing of it has left; `waiting`, it may have arrived and no
 * byte of an answer is there; `answering`, the answer has begun.
 */
export type TransportStage = 'connecting' | 'waiting' | 'answering';

export interface TransportErrorOptions {
  /** `ECONNREFUSED`, `CERT_HAS_EXPIRED`, … */
  readonly code: string;
  readonly stage: TransportStage;
  /** The connection had carried earlier requests. Default false. */
  readonly reusedSocket?: boolean;
  /** How long the request had been written when it failed. Milliseconds; default: not known. */
  readonly sinceWrittenMs?: number;
  /** It was the proxy of the environment that failed. */
  readonly proxy?: FailedProxy | undefined;
  /** Only of errors that cannot quote the request. */
  readonly cause?: unknown;
}

/** The proxy that a connection was not made through. */
export interface FailedProxy {
  /** Host and port, without the login; absent where the setting is not a valid URL. */
  readonly address: string | undefined;
  /** HTTP status of its refusal. */
  readonly status?: number | undefined;
}

/** A request that got no answer. Made of a code only, so that nothing of the request is in it. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  readonly code: string;
  readonly stage: TransportStage;
  readonly reusedSocket: boolean;
  readonly sinceWrittenMs: number | undefined;
  readonly proxy: FailedProxy | undefined;

  constructor(options: TransportErrorOptions) {
    super(
      `${options.code} while ${options.stage}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.code = options.code;
    this.stage = options.stage;
    this.reusedSocket = options.reusedSocket ?? false;
    this.sinceWrittenMs = options.sinceWrittenMs;
    this.proxy = options.proxy;
  }
}
