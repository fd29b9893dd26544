/** One HTTP request, as plain data. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, query included. It holds the phone number and the code: never log it. */
  readonly url: string;
  /** Names lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** One HTTP answer, read to its end. */
export interface HttpResponse {
  readonly status: number;
  /** Names lower-case; repeated headers are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends one request once. A sandbox's `handle` is one. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>;
