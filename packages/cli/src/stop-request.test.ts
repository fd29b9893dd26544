import { expect, test } from 'vitest';
import { createStopRequest } from './stop-request.ts';

test('a Ctrl-C that npm passes on a second time still allows a clean shutdown', () => {
  let time = 1000;
  const stop = createStopRequest(() => time);
  expect(stop.signal.aborted).toBe(false);
  expect(stop.press()).toBe(false);
  expect(stop.signal.aborted).toBe(true);
  time += 5;
  expect(stop.press()).toBe(false);
});

test('a second Ctrl-C ends the program at once', () => {
  let time = 1000;
  const stop = createStopRequest(() => time);
  stop.press();
  time += 2000;
  expect(stop.press()).toBe(true);
});
