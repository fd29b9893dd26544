import type { ApiAnswer } from './answer-fields.ts';
import { classify } from './classify.ts';
import { knownOffset, offsetToTry, rememberOffset, type Clock } from './clock.ts';
import { connectionError, isStaleConnection } from './connection-error.ts';
import { malformedPart, type Credentials, type CredentialsProvider } from './credentials.ts';
import type { Deadline } from './deadline.ts';
import type { Dispatch } from './dispatch.ts';
import { AliyunSmsApiError, AliyunSmsCredentialsError, AliyunSmsError } from './errors.ts';
import { retryDelay } from './retry.ts';
import { signRequest, type ApiRequest } from './signed-request.ts';
import { TransportError, type HttpRequest, type HttpResponse } from './transport.ts';

export interface CallContext {
  readonly credentials: Credentials | CredentialsProvider;
  readonly dispatch: Dispatch;
  readonly now: Clock;
  readonly nonce: () => string;
  /** Further attempts after the first. */
  readonly maxRetries: number;
  readonly retryReusedSocket: boolean;
}

export interface CompletedCall {
  readonly answer: ApiAnswer;
  /** Requests made. */
  readonly attempts: number;
}

/**
 * One call to Aliyun within its deadline: signed, sent, classified, and retried only after `not-sent`
 * and only if that can help. Rejects with an {@link AliyunSmsError}.
 */
export async function callApi(
  request: ApiRequest,
  context: CallContext,
  deadline: Deadline,
): Promise<CompletedCall> {
  const call = new Call(request, context, deadline);
  for (let retries = 0; ; retries += 1) {
    const result = await call.attempt();
    if (!(result instanceof AliyunSmsError)) {
      return { answer: result, attempts: call.attempts };
    }
    if (retries === context.maxRetries || !(await call.recover(result, retries))) {
      throw result;
    }
  }
}

class Call {
  attempts = 0;
  readonly #request: ApiRequest;
  readonly #context: CallContext;
  readonly #deadline: Deadline;
  #credentials: Credentials | undefined;
  #response: HttpResponse | undefined;
  /** How far Aliyun's clock is assumed to be ahead. Milliseconds. */
  #offset: number;

  constructor(request: ApiRequest, context: CallContext, deadline: Deadline) {
    this.#request = request;
    this.#context = context;
    this.#deadline = deadline;
    this.#offset = knownOffset(request.origin, context.now);
    if (typeof context.credentials !== 'function') {
      this.#credentials = context.credentials;
    }
  }

  async attempt(): Promise<ApiAnswer | AliyunSmsError> {
    try {
      this.#credentials ??= await this.#askForCredentials();
    } catch (error) {
      return this.#credentialsError(error);
    }
    const malformed = malformedPart(this.#credentials);
    if (malformed !== undefined) {
      const message = `${malformed} is empty or contains a character that no key has, such as a space or a line break; nothing was sent.`;
      return new AliyunSmsCredentialsError(message, { outcome: 'not-sent' });
    }
    const { now, nonce } = this.#context;
    const time = now() + this.#offset;
    let request: HttpRequest;
    try {
      request = signRequest(this.#request, this.#credentials, time, nonce());
    } catch {
      // The error may quote the request.
      const message = 'The request could not be signed with this clock and key; nothing was sent.';
      return new AliyunSmsError(message, { outcome: 'not-sent', attempts: this.attempts });
    }
    const result = await this.#send(request, time);
    this.#settleOffset(result);
    return result;
  }

  async #send(request: HttpRequest, time: number): Promise<ApiAnswer | AliyunSmsError> {
    try {
      this.#response = await this.#dispatch(request);
    } catch (error) {
      return this.#withoutAnswer(error, request, time);
    }
    return this.#classify(request, this.#response, time, false);
  }

  /** A clock correction is kept for later calls only once Aliyun has accepted it. */
  #settleOffset(result: ApiAnswer | AliyunSmsError): void {
    const { origin } = this.#request;
    const { now } = this.#context;
    const isAnswer = !(result instanceof AliyunSmsError) || result instanceof AliyunSmsApiError;
    const isRefused = result instanceof AliyunSmsApiError && result.category === 'clock';
    if (isAnswer && !isRefused && this.#offset !== knownOffset(origin, now)) {
      rememberOffset(origin, now, this.#offset);
    }
  }

  async #withoutAnswer(
    error: unknown,
    request: HttpRequest,
    time: number,
  ): Promise<ApiAnswer | AliyunSmsError> {
    if (!this.#context.retryReusedSocket || !isStaleConnection(error)) {
      return this.#connectionError(error, false);
    }
    // The server closed the idle connection just as the request was sent: most likely nobody read
    // it. Aliyun cannot accept the same bytes twice, because it remembers the nonce.
    // Unverified: that it remembers the nonce of a request that it never answered.
    try {
      this.#response = await this.#dispatch({ ...request, freshConnection: true });
    } catch (again) {
      return this.#connectionError(again, true);
    }
    return this.#classify(request, this.#response, time, true);
  }

  #classify(request: HttpRequest, response: HttpResponse, receivedAt: number, resent: boolean) {
    const { attempts } = this;
    const credentialsSource = this.#credentials?.source;
    return classify({ request, response, receivedAt, attempts, resent, credentialsSource });
  }

  #connectionError(error: unknown, resent: boolean): AliyunSmsError {
    const { origin } = this.#request;
    return connectionError(error, origin, this.#deadline, this.attempts, resent);
  }

  /** Prepares the next attempt after a failed one; false if none can help. */
  async recover(error: AliyunSmsError, retries: number): Promise<boolean> {
    if (error.outcome !== 'not-sent') {
      return false;
    }
    if (error instanceof AliyunSmsApiError && error.category === 'clock') {
      const date = this.#response?.headers['date'];
      const offset = offsetToTry(this.#context.now, this.#offset, date);
      this.#offset = offset ?? this.#offset;
      return offset !== undefined;
    }
    if (error instanceof AliyunSmsApiError && error.category === 'expired-token') {
      return this.#refreshCredentials();
    }
    const delay = retryDelay(error, retries);
    if (delay === undefined || delay >= this.#deadline.remaining) {
      return false;
    }
    await this.#deadline.sleep(delay);
    return !this.#deadline.over;
  }

  #dispatch(request: HttpRequest): Promise<HttpResponse> {
    if (this.#deadline.over) {
      throw new TransportError({ code: 'ABORT_ERR', stage: 'connecting' });
    }
    this.attempts += 1;
    return this.#context.dispatch(request, this.#deadline);
  }

  async #askForCredentials(request?: { readonly refresh: boolean }): Promise<Credentials> {
    const { credentials } = this.#context;
    return typeof credentials === 'function'
      ? this.#deadline.within(credentials(request))
      : credentials;
  }

  async #refreshCredentials(): Promise<boolean> {
    const expired = this.#credentials?.securityToken;
    try {
      this.#credentials = await this.#askForCredentials({ refresh: true });
      return this.#credentials.securityToken !== expired;
    } catch {
      return false;
    }
  }

  #credentialsError(error: unknown): AliyunSmsError {
    // Whatever a provider throws may quote what it read, so only our own errors are passed on.
    if (error instanceof AliyunSmsCredentialsError) {
      return error;
    }
    const why = this.#deadline.over
      ? `The credentials provider returned no key within ${this.#deadline.timeoutMs} ms`
      : 'The credentials provider failed';
    const options = { outcome: 'not-sent', attempts: this.attempts } as const;
    return new AliyunSmsCredentialsError(`${why}; nothing was sent.`, options);
  }
}
