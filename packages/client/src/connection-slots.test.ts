import { expect, test } from 'vitest';
import { ConnectionSlots } from './connection-slots.ts';

test('slots are taken until none is left', () => {
  const slots = new ConnectionSlots(2, 1);
  expect([slots.take(), slots.take(), slots.take(), slots.taken]).toEqual([true, true, false, 2]);
});

test('a released slot goes to the first in the queue', () => {
  const slots = new ConnectionSlots(1, 2);
  const started: string[] = [];
  slots.take();
  slots.wait(() => started.push('first'));
  slots.wait(() => started.push('second'));
  slots.release();
  expect([started, slots.taken, slots.waiting]).toEqual([['first'], 1, 1]);
  slots.release();
  slots.release();
  expect([started, slots.taken, slots.waiting]).toEqual([['first', 'second'], 0, 0]);
});

test('a full queue accepts no more', () => {
  const slots = new ConnectionSlots(0, 1);
  expect([slots.wait(() => undefined), slots.wait(() => undefined)]).toEqual([true, false]);
});

test('a request that leaves the queue gets no slot', () => {
  const slots = new ConnectionSlots(1, 1);
  const started: string[] = [];
  const start = () => started.push('started');
  slots.take();
  slots.wait(start);
  slots.leave(start);
  slots.release();
  expect([started, slots.taken]).toEqual([[], 0]);
});
