import { expect, test } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const response = { status: 200, headers: {}, body: '' };
const time = Date.UTC(2026, 0, 2, 3, 4, 5, 500);

test.each([
  ['触发分钟级流控Permits:1', 55],
  ['触发小时级流控Permits:5', 56 * 60 - 5],
  ['触发天级流控Permits:10', 86400],
  ['anything else', 55],
  [undefined, 55],
])('the window named in %j ends in %d seconds', (message, seconds) => {
  expect(retryAfterSeconds('number-limit', response, message, time)).toBe(seconds);
});

test.each([
  ['2500', 2.5],
  ['0', undefined],
  ['86400000', 86_400],
  ['86400001', undefined],
  ['1e308', undefined],
  ['Infinity', undefined],
  ['soon', undefined],
])('throttling with the header %j lasts %s seconds', (header, seconds) => {
  const headers = { 'x-acs-retry-after': header };
  expect(retryAfterSeconds('throttled', { ...response, headers }, '', time)).toBe(seconds);
});

test('other refusals have no known end', () => {
  expect(retryAfterSeconds('account', response, '天', time)).toBeUndefined();
});
