import { AliyunSmsApiError, AliyunSmsConnectionError, type AliyunSmsError } from './errors.ts';
import { isNetworkTrouble } from './network-trouble.ts';
import { TransportError } from './transport.ts';

/** First wait before connecting again; it doubles each time. Milliseconds. */
const CONNECT_BACKOFF_MS = 100;

/** Wait after throttling that states none. */
const THROTTLED_SECONDS = 1;

/**
 * Milliseconds to wait before the next attempt, up to a quarter more than needed so that many callers
 * do not retry at the same time; `undefined` if another attempt cannot help. `retries`: how many there
 * were. For errors whose outcome is `not-sent`.
 */
export function retryDelay(error: AliyunSmsError, retries: number): number | undefined {
  const delay = shortestDelay(error, retries);
  return delay === undefined ? undefined : delay * (1 + Math.random() / 4);
}

function shortestDelay(error: AliyunSmsError, retries: number): number | undefined {
  if (error instanceof AliyunSmsApiError) {
    const { category, retryAfterSeconds } = error;
    return category === 'throttled' ? (retryAfterSeconds ?? THROTTLED_SECONDS) * 1000 : undefined;
  }
  const transient =
    error instanceof AliyunSmsConnectionError &&
    error.cause instanceof TransportError &&
    isNetworkTrouble(error.cause.code);
  return transient ? CONNECT_BACKOFF_MS * 2 ** retries : undefined;
}
