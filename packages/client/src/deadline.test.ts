import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Deadline } from './deadline.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = new Promise<never>(() => {});

test('is over when its time is, and tells whoever waits', () => {
  const deadline = new Deadline(1000);
  const told = vi.fn<() => void>();
  deadline.whenOver(told);
  vi.advanceTimersByTime(999);
  expect([deadline.over, deadline.remaining]).toEqual([false, 1]);
  expect(told).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect([deadline.over, deadline.cancelled, deadline.remaining]).toEqual([true, false, 0]);
  expect(told).toHaveBeenCalledOnce();
});

test('is over at once without time, or for a caller who has given up already', () => {
  expect(new Deadline(0).over).toBe(true);
  const given = new Deadline(1000, AbortSignal.abort());
  expect([given.over, given.cancelled]).toEqual([true, true]);
});

test('is over when the caller gives up', () => {
  const caller = new AbortController();
  const deadline = new Deadline(1000, caller.signal);
  const { signal } = deadline;
  caller.abort();
  expect([deadline.over, deadline.cancelled, signal.aborted]).toEqual([true, true, true]);
});

test('gives one signal, which aborts when it is over', () => {
  const deadline = new Deadline(1000);
  const { signal } = deadline;
  expect(deadline.signal).toBe(signal);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1000);
  expect(signal.aborted).toBe(true);
  expect(deadline.signal.aborted).toBe(true);
});

test('a signal that is asked for too late is aborted', () => {
  expect(new Deadline(0).signal.aborted).toBe(true);
});

test('waits for work as long as there is time', async () => {
  const deadline = new Deadline(1000);
  await expect(deadline.within(Promise.resolve('done'))).resolves.toBe('done');
  await expect(deadline.within(Promise.reject(new Error('own')))).rejects.toThrow('own');
  const waiting = deadline.within(never);
  vi.advanceTimersByTime(1001);
  await expect(waiting).rejects.toThrow('The time is over');
  const late = deadline.within(never);
  vi.advanceTimersByTime(1);
  await expect(late).rejects.toThrow('The time is over');
});

test('lets work that heeds the signal say itself how it ended', async () => {
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

test('may be without end', () => {
  const deadline = new Deadline(Infinity);
  vi.advanceTimersByTime(86_400_000);
  expect(deadline.over).toBe(false);
  deadline.stop();
});

test('leaves nothing behind when it is stopped', () => {
  const caller = new AbortController();
  const deadline = new Deadline(1000, caller.signal);
  const told = vi.fn<() => void>();
  deadline.whenOver(told);
  deadline.stop();
  expect(vi.getTimerCount()).toBe(0);
  caller.abort();
  expect(told).not.toHaveBeenCalled();
  expect(deadline.over).toBe(false);
});
