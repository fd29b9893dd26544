/** One HTTP request, as plain data. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Absolute, query included. It holds the phone number and the code: never log it. */
  readonly url: string;
  /** Names lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
  /** Use a new connection. A transport without connections ignores this. */
  readonly freshConnection?: boolean;
}

/** One complete HTTP response. */
export interface HttpResponse {
  readonly status: number;
  /** Names lower-case; repeated headers are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Sends one request once. A sandbox's `handle` is a transport.
 *
 * Rejects with a {@link TransportError} if it knows how far the request got; any other error counts as
 * "may have arrived".
 */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;

/**
 * How far a request got: `connecting`, nothing was sent; `waiting`, it may have arrived, but no byte of
 * an answer has; `answering`, the answer has begun.
 */
export type TransportStage = 'connecting' | 'waiting' | 'answering';

export interface TransportErrorOptions {
  /** `ECONNREFUSED`, `CERT_HAS_EXPIRED`, … */
  readonly code: string;
  readonly stage: TransportStage;
  /** The connection had carried earlier requests. Default false. */
  readonly reusedSocket?: boolean;
  /** Time from writing the request to the failure. Milliseconds; default: unknown. */
  readonly sinceWrittenMs?: number;
  /** The proxy of the environment, if that failed. */
  readonly proxy?: FailedProxy | undefined;
  /** Only errors that cannot quote the request. */
  readonly cause?: unknown;
}

/** A proxy through which no connection could be made. */
export interface FailedProxy {
  /** Host and port, without user name and password; absent if the setting is not a valid URL. */
  readonly address: string | undefined;
  /** HTTP status of its refusal. */
  readonly status?: number | undefined;
}

/** A request that got no answer. The message holds only a code, so that it cannot quote the request. */
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
