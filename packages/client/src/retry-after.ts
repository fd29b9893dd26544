import type { ErrorCategory } from './error-book/categories.ts';
import type { HttpResponse } from './transport.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Longest wait after which the same call can succeed, in seconds; `undefined` where nobody knows.
 *
 * API throttling says it itself (`x-acs-retry-after`, milliseconds; above a day it is none). Per-number limits count in
 * minutes and hours of the clock and in rolling days; the window is only named in the text of the
 * refusal, which is a hint, so without one it counts as the minute.
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
  // Windows of UTC+8 end when those of UTC do.
  const window = message.includes('小时') ? HOUR : MINUTE;
  return Math.ceil(window - (seconds % window));
}
