import { randomUUID } from 'node:crypto';
import { sendSms, type SendSmsInput, type SendSmsOutput } from './actions/send-sms.ts';
import { callApi, type CallContext } from './call.ts';
import type { Credentials, CredentialsProvider } from './credentials.ts';
import { startDeadline } from './deadline.ts';
import { AliyunSmsAnswerError } from './errors.ts';
import { createNodeTransport } from './node-transport.ts';
import type { Operation } from './operation.ts';
import type { Transport } from './transport.ts';

export interface SmsClientOptions {
  readonly credentials: Credentials | CredentialsProvider;
  /** Scheme, host and port for every call. Default: each product's own public host. */
  readonly endpoint?: string | undefined;
  /** Longest time for one call: connecting, retries and waits included. Milliseconds; default 8000. */
  readonly timeoutMs?: number | undefined;
  /** Longest time for making one connection. Milliseconds; default 2000. Not with `transport`. */
  readonly connectTimeoutMs?: number | undefined;
  /** Fresh attempts after one that certainly sent nothing. Default 2. */
  readonly maxRetries?: number | undefined;
  /**
   * Sends the same bytes once more when a kept-alive connection turns out to be closed. Safe as far
   * as Aliyun refuses a nonce it has seen. Default true.
   */
  readonly retryReusedSocket?: boolean | undefined;
  /** Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Something new for each request. Default `randomUUID`. */
  readonly nonce?: (() => string) | undefined;
  /** Default: `node:http` and `node:https` with shared keep-alive connections. */
  readonly transport?: Transport | undefined;
}

export interface CallOptions {
  /** Instead of the client's own. */
  readonly timeoutMs?: number | undefined;
  /** Ends the call early; it rejects with an error whose `outcome` says what may have happened. */
  readonly signal?: AbortSignal | undefined;
}

/** All calls reject with `AliyunSmsError`, or `TypeError` and `RangeError` for input that is wrong. */
export interface SmsClient {
  readonly sendSms: Call<SendSmsInput, SendSmsOutput>;
}

type Call<Input, Output> = (input: Input, options?: CallOptions) => Promise<Output>;

const DEFAULT_TIMEOUT_MS = 8000;
const DEFAULT_MAX_RETRIES = 2;

/**
 * A client for Aliyun's SMS products. It holds nothing but its options: connections and the corrected
 * clock belong to the process, so that making one for each send costs nothing.
 */
export function createSmsClient(options: SmsClientOptions): SmsClient {
  const context = callContext(options);
  const endpoint = options.endpoint === undefined ? undefined : originOf(options.endpoint);
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;

  function calling<Input, Output>(operation: Operation<Input, Output>): Call<Input, Output> {
    const { action, product, encode, decode } = operation;
    const origin = endpoint ?? product.endpoint;
    return async (input, { timeoutMs: ownTimeoutMs = timeoutMs, signal } = {}) => {
      const request = { origin, action, version: product.version, ...encode(input) };
      const deadline = startDeadline(ownTimeoutMs, signal);
      try {
        const { answer, attempts } = await callApi(request, context, deadline);
        return decode(answer) ?? incomplete(attempts);
      } finally {
        deadline.stop();
      }
    };
  }

  return { sendSms: calling(sendSms) };
}

function callContext(options: SmsClientOptions): CallContext {
  const { credentials, connectTimeoutMs } = options;
  return {
    credentials: typeof credentials === 'function' ? credentials : async () => credentials,
    transport: options.transport ?? createNodeTransport({ connectTimeoutMs }),
    now: options.now ?? Date.now,
    nonce: options.nonce ?? randomUUID,
    maxRetries: options.maxRetries ?? DEFAULT_MAX_RETRIES,
    retryReusedSocket: options.retryReusedSocket ?? true,
  };
}

function originOf(endpoint: string): string {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const plain = url !== undefined && `${url.protocol}//${url.host}/` === url.href;
  if (!plain || !/^https?:$/.test(url.protocol)) {
    throw new TypeError('endpoint must be http(s)://host[:port], without user, path and query');
  }
  return url.origin;
}

function incomplete(attempts: number): never {
  const message = 'Aliyun answered OK, but without the fields that go with it.';
  throw new AliyunSmsAnswerError(message, { outcome: 'unknown', attempts });
}
