import { expect, test } from 'vitest';
import { AliyunSmsAnswerError, AliyunSmsApiError, AliyunSmsConnectionError } from './errors.ts';
import { retryDelay } from './retry.ts';
import { TransportError } from './transport.ts';

function unreachable(code: string): AliyunSmsConnectionError {
  const cause = new TransportError({ code, stage: 'connecting' });
  return new AliyunSmsConnectionError('m', { outcome: 'not-sent', cause });
}

function throttled(retryAfterSeconds?: number): AliyunSmsApiError {
  return new AliyunSmsApiError('m', {
    outcome: 'not-sent',
    apiCode: 'Throttling',
    category: 'throttled',
    status: 400,
    retryAfterSeconds,
  });
}

/** Whether a delay is at least that long, and up to a quarter longer. */
function lasts(delay: number | undefined, least: number): boolean {
  return delay !== undefined && delay >= least && delay <= least * 1.25;
}

test('a connection is retried after a tenth of a second, then after twice as long', () => {
  expect(lasts(retryDelay(unreachable('ECONNREFUSED'), 0), 100)).toBe(true);
  expect(lasts(retryDelay(unreachable('ECONNREFUSED'), 1), 200)).toBe(true);
  expect(lasts(retryDelay(unreachable('ECONNREFUSED'), 2), 400)).toBe(true);
});

test.each([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])('%s is retried', (code) => {
  expect(lasts(retryDelay(unreachable(code), 0), 100)).toBe(true);
});

test.each(['CERT_HAS_EXPIRED', 'ERR_PROXY_REFUSED', 'ABORT_ERR'])('%s is not retried', (code) => {
  expect(retryDelay(unreachable(code), 0)).toBeUndefined();
});

test('throttling is waited out for the time it states, or for a second', () => {
  expect(lasts(retryDelay(throttled(), 0), 1000)).toBe(true);
  expect(lasts(retryDelay(throttled(0.2), 1), 200)).toBe(true);
});

test('delays vary, so that many callers do not retry at the same time', () => {
  const delays = Array.from({ length: 20 }, () => retryDelay(throttled(), 0));
  expect(new Set(delays).size).toBeGreaterThan(1);
});

test('nothing else is retried', () => {
  const { apiCode, status, outcome } = throttled();
  const options = { apiCode, status, outcome, category: 'account' } as const;
  expect(retryDelay(new AliyunSmsApiError('m', options), 0)).toBeUndefined();
  expect(retryDelay(new AliyunSmsAnswerError('m', { outcome }), 0)).toBeUndefined();
  expect(retryDelay(new AliyunSmsConnectionError('m', { outcome }), 0)).toBeUndefined();
});
