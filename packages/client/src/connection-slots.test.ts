import { expect, test } from 'vitest';
import { ConnectionSlots } from './connection-slots.ts';

test('places are taken until there is none', () => {
  const slots = new ConnectionSlots(2, 1);
  expect([slots.take(), slots.take(), slots.take(), slots.taken]).toEqual([true, true, false, 2]);
});

test('a place that is given back goes to the first in line', () => {
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

test('a line that is full takes nobody', () => {
  const slots = new ConnectionSlots(0, 1);
  expect([slots.wait(() => undefined), slots.wait(() => undefined)]).toEqual([true, false]);
});

test('who leaves the line gets no place', () => {
  const slots = new ConnectionSlots(1, 1);
  const started: string[] = [];
  const start = () => started.push('started');
  slots.take();
  slots.wait(start);
  slots.leave(start);
  slots.release();
  expect([started, slots.taken]).toEqual([[], 0]);
});
