import { expect, test } from 'vitest';
import { knownOffset, offsetToTry, rememberOffset, timeAt } from './clock.ts';

const ORIGIN = 'https://dysmsapi.aliyuncs.com';
const NOON = Date.UTC(2026, 0, 2, 12);
const DAY = 86_400_000;
const clock = () => NOON;

function at(time: number): string {
  return new Date(time).toUTCString();
}

test('a clock counts as right until an answer says otherwise', () => {
  expect(timeAt(ORIGIN, () => NOON)).toBe(NOON);
});

test.each([-DAY, -1_200_000, -2000, 2000, 1_200_000, DAY])(
  'a clock that is %d ms off is corrected',
  (off) => {
    expect(offsetToTry(clock, 0, at(NOON - off))).toBe(-off || 0);
  },
);

test.each([
  undefined,
  'soon',
  at(NOON),
  at(NOON + 1000),
  at(NOON + DAY + 1000),
  at(NOON - DAY - 1000),
  at(8.64e15),
])('the date %j corrects nothing', (date) => {
  expect(offsetToTry(clock, 0, date)).toBeUndefined();
});

test('an offset that was tried is not tried again', () => {
  expect(offsetToTry(clock, 60_000, at(NOON + 60_000))).toBeUndefined();
});

test('an offset that no longer works is dropped', () => {
  expect(offsetToTry(clock, 60_000, at(NOON))).toBe(0);
  expect(offsetToTry(clock, 60_000, undefined)).toBe(0);
  expect(offsetToTry(clock, 60_000, at(8.64e15))).toBe(0);
});

test('each origin and each clock has its own offset', () => {
  const [one, other] = [() => NOON, () => NOON + 0];
  rememberOffset(ORIGIN, one, 60_000);
  expect(timeAt(ORIGIN, one)).toBe(NOON + 60_000);
  expect(knownOffset('https://dypnsapi.aliyuncs.com', one)).toBe(0);
  expect(knownOffset(ORIGIN, other)).toBe(0);
});
