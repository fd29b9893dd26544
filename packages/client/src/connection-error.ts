import type { Deadline } from './deadline.ts';
import { AliyunSmsAnswerError, AliyunSmsConnectionError, type AliyunSmsError } from './errors.ts';
import { TransportError, type FailedProxy } from './transport.ts';

const RESET = new Set(['ECONNRESET', 'EPIPE']);

/** A server that has closed an idle connection resets a request within a round trip. Milliseconds. */
const STALE_WITHIN_MS = 300;

/**
 * A reset on a reused connection, at once and before any byte of an answer. A later reset may come from
 * a server that has read the request.
 */
export function isStaleConnection(error: unknown): boolean {
  return (
    error instanceof TransportError &&
    error.stage === 'waiting' &&
    error.reusedSocket &&
    RESET.has(error.code) &&
    (error.sinceWrittenMs ?? Infinity) <= STALE_WITHIN_MS
  );
}

/**
 * What a transport's failure means for the message. Only a {@link TransportError} becomes the cause:
 * other errors may quote the request.
 */
export function connectionError(
  error: unknown,
  origin: string,
  deadline: Deadline,
  attempts: number,
  resent: boolean,
): AliyunSmsError {
  const cause = error instanceof TransportError ? error : undefined;
  const unsent = cause?.stage === 'connecting' && !resent;
  const circuitOpen = cause?.code === 'ERR_CIRCUIT_OPEN';
  const outcome = unsent ? 'not-sent' : 'unknown';
  const options = { outcome, attempts, cause, circuitOpen } as const;
  if (cause?.code === 'ERR_BODY_TOO_LARGE') {
    return new AliyunSmsAnswerError(
      `The answer from ${origin} is too large to come from Aliyun.`,
      options,
    );
  }
  const consequence = unsent ? 'Nothing was sent.' : 'The message may still have been sent.';
  return new AliyunSmsConnectionError(
    `${happened(cause, origin, deadline)}. ${consequence}`,
    options,
  );
}

function happened(cause: TransportError | undefined, origin: string, deadline: Deadline): string {
  if (deadline.cancelled) {
    return `The call to ${origin} was cancelled`;
  }
  if (deadline.over) {
    return `No answer from ${origin} within ${deadline.timeoutMs} ms`;
  }
  if (cause?.stage !== 'connecting') {
    return `The connection to ${origin} was lost (${cause?.code ?? 'unknown error'})`;
  }
  return noConnection(cause, origin);
}

/** Why nothing was sent; a failure of the proxy is never blamed on Aliyun. */
export function noConnection({ code, proxy, cause }: TransportError, origin: string): string {
  if (proxy !== undefined) {
    return proxyTrouble(code, proxy, origin);
  }
  switch (code) {
    case 'ERR_CIRCUIT_OPEN':
      return cause instanceof TransportError
        ? `${noConnection(cause, origin)}, so calls are paused for a few seconds`
        : `${origin} did not answer the last calls, so calls are paused for a few seconds`;
    case 'ERR_QUEUE_FULL':
    case 'ERR_QUEUE_TIMEOUT':
      return `Too many calls to ${origin} are waiting for an answer (${code})`;
    case 'ERR_ENVIRONMENT':
      return `The environment, which may name a proxy for ${origin}, cannot be read; Deno needs --allow-env (${code})`;
    default:
      return `No connection to ${origin} (${code})`;
  }
}

function proxyTrouble(code: string, { address, status }: FailedProxy, origin: string): string {
  switch (code) {
    case 'ERR_PROXY_ADDRESS':
      return 'The proxy address in HTTPS_PROXY is not a valid URL';
    case 'ERR_PROXY_PROTOCOL':
      return `The proxy ${address} in HTTPS_PROXY is not supported: use an http:// or https:// proxy`;
    case 'ERR_PROXY_LOGIN':
      return `The user name or password of the proxy ${address} in HTTPS_PROXY contains a % that is not written as %25`;
    case 'ERR_PROXY_REFUSED':
      return `The proxy ${address} in HTTPS_PROXY refused to connect to ${origin} (HTTP ${status})`;
    default:
      return `No connection to the proxy ${address} in HTTPS_PROXY on the way to ${origin} (${code})`;
  }
}
