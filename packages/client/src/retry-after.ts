import type { ErrorCategory } from './error-book/categories.ts';
import type { HttpResponse } from './transport.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Longest wait until the same call can succeed, in seconds; `undefined` if unknown.
 *
 * API throttling states it (`x-acs-retry-after`, milliseconds; values above a day are ignored).
 * Per-number limits use clock minutes, clock hours and rolling days; only the text of the refusal names
 * the window, so if it names none, a minute is assumed.
 * Source: https://help.aliyun.com/zh/sms/product-overview/sms-frequency-limit
 */
export function retryAfterSeconds(
  category: ErrorCategory,
  response: HttpResponse,
  message: unknown,
  now: number,
): number | undefined {
  if (category === 'throttled') {
    const seconds = Number(response.headers['x-acs-retry-after']) / 1000;
    return seconds > 0 && seconds <= DAY ? seconds : undefined;
  }
  return category === 'number-limit' ? untilWindowEnds(String(message), now / 1000) : undefined;
}

function untilWindowEnds(message: string, seconds: number): number {
  if (message.includes('天')) {
    return DAY;
  }
  // In UTC+8, minutes and hours end when they do in UTC.
  const window = message.includes('小时') ? HOUR : MINUTE;
  return Math.ceil(window - (seconds % window));
}
