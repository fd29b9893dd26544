import { expect, test, vi } from 'vitest';
import { SandboxClock } from './clock.ts';

test('is shifted and keeps running', () => {
  let machine = 1000;
  const clock = new SandboxClock(() => machine);
  clock.shift(500);
  machine = 1100;
  expect([clock.now(), clock.offset()]).toEqual([1600, 500]);
});

test('stops while frozen, can be shifted then, and resumes from there', () => {
  let machine = 1000;
  const clock = new SandboxClock(() => machine);
  clock.freeze(5000);
  machine = 2000;
  clock.shift(10);
  expect([clock.now(), clock.frozen()]).toEqual([5010, true]);
  clock.resume();
  machine = 2001;
  expect([clock.now(), clock.frozen()]).toEqual([5011, false]);
  clock.reset();
  expect(clock.now()).toBe(2001);
});

test('a shift runs the tasks that become due, in order of time', () => {
  const clock = new SandboxClock(() => 0);
  const ran: string[] = [];
  clock.schedule(300, () => ran.push('third'));
  clock.schedule(100, () => ran.push('first'));
  clock.schedule(100, () => ran.push('second'));
  clock.schedule(999, () => ran.push('never'));
  clock.freeze();
  clock.shift(300);
  expect(ran).toEqual(['first', 'second', 'third']);
  clock.reset();
});

test('a time outside the years 1970 to 9999 is refused, and nothing changes', () => {
  const clock = new SandboxClock(() => 1000);
  for (const by of [1e300, -1001, 3e14, Number.NaN]) {
    expect(() => clock.shift(by)).toThrow('between 1970 and 9999');
    expect(() => clock.freeze(1000 + by)).toThrow(RangeError);
  }
  expect([clock.now(), clock.frozen()]).toEqual([1000, false]);
});

test('tasks run at their time, whatever the order of scheduling, and not while frozen', () => {
  vi.useFakeTimers();
  const clock = new SandboxClock(Date.now);
  const ran: string[] = [];
  clock.schedule(clock.now() + 2000, () => ran.push('later'));
  clock.schedule(clock.now() + 1000, () => ran.push('sooner'));
  vi.advanceTimersByTime(1000);
  expect(ran).toEqual(['sooner']);
  clock.freeze();
  vi.advanceTimersByTime(60_000);
  expect(ran).toEqual(['sooner']);
  clock.resume();
  vi.advanceTimersByTime(1000);
  expect(ran).toEqual(['sooner', 'later']);
  vi.useRealTimers();
});

test('moot tasks do not accumulate while the clock is frozen', () => {
  const clock = new SandboxClock(() => 0);
  clock.freeze();
  const ran: number[] = [];
  clock.schedule(1, () => ran.push(1));
  let kept = true;
  for (let count = 0; count < 100_000; count += 1) {
    const isKept = count % 1000 === 0;
    clock.schedule(20, { run: () => ran.push(count), isMoot: () => !(isKept && kept) });
  }
  expect(clock.waiting()).toBeLessThan(20_000);
  clock.shift(20);
  expect(ran.filter((count) => count % 1000 === 0)).toHaveLength(100);
  expect([ran[0], clock.waiting()]).toEqual([1, 0]);
  kept = false;
});
