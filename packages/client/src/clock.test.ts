import { expect, test } from 'vitest';
import { correctClock, timeAt } from './clock.ts';

const ORIGIN = 'https://dysmsapi.aliyuncs.com';
const NOON = Date.UTC(2026, 0, 2, 12);

function at(time: number): string {
  return new Date(time).toUTCString();
}

test('a clock counts as right until an answer says otherwise', () => {
  expect(timeAt(ORIGIN, () => NOON)).toBe(NOON);
});

test.each([-1_200_000, -2000, 2000, 1_200_000])('a clock %d ms off is corrected', (off) => {
  const clock = () => NOON;
  expect(correctClock(ORIGIN, clock, at(NOON - off))).toBe(true);
  expect(timeAt(ORIGIN, clock)).toBe(NOON - off);
});

test.each([undefined, 'soon', at(NOON), at(NOON + 1000)])('%j corrects nothing', (date) => {
  const clock = () => NOON;
  expect(correctClock(ORIGIN, clock, date)).toBe(false);
  expect(timeAt(ORIGIN, clock)).toBe(NOON);
});

test('the same correction a second time corrects nothing', () => {
  const clock = () => NOON;
  correctClock(ORIGIN, clock, at(NOON + 60_000));
  expect(correctClock(ORIGIN, clock, at(NOON + 60_000))).toBe(false);
});

test('a clock that was set right is corrected back', () => {
  let now = NOON;
  const clock = () => now;
  correctClock(ORIGIN, clock, at(NOON + 60_000));
  now += 60_000;
  expect(correctClock(ORIGIN, clock, at(now))).toBe(true);
  expect(timeAt(ORIGIN, clock)).toBe(now);
});

test('each origin and each clock is corrected by itself', () => {
  const [one, other] = [() => NOON, () => NOON + 0];
  correctClock(ORIGIN, one, at(NOON + 60_000));
  expect(timeAt('https://dypnsapi.aliyuncs.com', one)).toBe(NOON);
  expect(timeAt(ORIGIN, other)).toBe(NOON);
});
