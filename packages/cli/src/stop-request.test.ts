import { expect, test } from 'vitest';
import { createStopRequest } from './stop-request.ts';

test('one Ctrl-C that npm passes on once more ends in good order', () => {
  let time = 1000;
  const stop = createStopRequest(() => time);
  expect(stop.signal.aborted).toBe(false);
  expect(stop.press()).toBe(false);
  expect(stop.signal.aborted).toBe(true);
  time += 5;
  expect(stop.press()).toBe(false);
});

test('a second Ctrl-C ends at once', () => {
  let time = 1000;
  const stop = createStopRequest(() => time);
  stop.press();
  time += 2000;
  expect(stop.press()).toBe(true);
});
