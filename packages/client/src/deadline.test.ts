import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => {});

test('is over when its time is up, and calls the listener', () => {
  const deadline = new Deadline(1000);
  const listener = vi.fn<() => void>();
  deadline.whenOver(listener);
  vi.advanceTimersByTime(999);
  expect([deadline.over, deadline.remaining]).toEqual([false, 1]);
  expect(listener).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect([deadline.over, deadline.cancelled, deadline.remaining]).toEqual([true, false, 0]);
  expect(listener).toHaveBeenCalledOnce();
});

test('is over at once without time, or if the caller has already aborted', () => {
  expect(new Deadline(0).over).toBe(true);
  const given = new Deadline(1000, AbortSignal.abort());
  expect([given.over, given.cancelled]).toEqual([true, true]);
});

test('is over when the caller aborts', () => {
  const caller = new AbortController();
  const deadline = new Deadline(1000, caller.signal);
  const { signal } = deadline;
  caller.abort();
  expect([deadline.over, deadline.cancelled, signal.aborted]).toEqual([true, true, true]);
});

test('has one signal, which aborts when it is over', () => {
  const deadline = new Deadline(1000);
  const { signal } = deadline;
  expect(deadline.signal).toBe(signal);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(signal.aborted).toBe(true);
  expect(deadline.signal.aborted).toBe(true);
});

test('a signal requested after the end is already aborted', () => {
  expect(new Deadline(0).signal.aborted).toBe(true);
});

test('waits for work as long as there is time', async () => {
  const deadline = new Deadline(1000);
  await expect(deadline.within(Promise.resolve('done'))).resolves.toBe('done');
  await expect(deadline.within(Promise.reject(new Error('own')))).rejects.toThrow('own');
  const waiting = deadline.within(never);
  vi.advanceTimersByTime(1001);
  await expect(waiting).rejects.toThrow('The deadline is over');
  const late = deadline.within(never);
  vi.advanceTimersByTime(1);
  await expect(late).rejects.toThrow('The deadline is over');
});

test('work that heeds the signal rejects with its own error', async () => {
  const deadline = new Deadline(1000);
  const { signal } = deadline;
  const work = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('own')));
  });
  const waiting = deadline.within(work);
  vi.advanceTimersByTime(1000);
  await expect(waiting).rejects.toThrow('own');
});

test('sleeps no longer than there is time', async () => {
  const deadline = new Deadline(1000);
  const slept = vi.fn<() => void>();
  const short = deadline.sleep(500).then(slept);
  vi.advanceTimersByTime(499);
  await Promise.resolve();
  expect(slept).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  await short;
  const long = deadline.sleep(60_000);
  vi.advanceTimersByTime(500);
  await long;
  expect(vi.getTimerCount()).toBe(0);
});

test('can be infinite', () => {
  const deadline = new Deadline(Infinity);
  vi.advanceTimersByTime(86_400_000);
  expect(deadline.over).toBe(false);
  deadline.stop();
});

test('leaves no timer or listener when it is stopped', () => {
  const caller = new AbortController();
  const deadline = new Deadline(1000, caller.signal);
  const listener = vi.fn<() => void>();
  deadline.whenOver(listener);
  deadline.stop();
  expect(vi.getTimerCount()).toBe(0);
  caller.abort();
  expect(listener).not.toHaveBeenCalled();
  expect(deadline.over).toBe(false);
});
