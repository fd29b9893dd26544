import { expect, test } from 'vitest';
import { memoryProblem } from './memory.mjs';

const megabytes = (...values: number[]) => values.map((value) => value * 1e6);

test('a heap that grows only while caches fill up is accepted', () => {
  expect(memoryProblem(megabytes(10, 15, 20, 20, 26, 20, 20, 27, 21))).toEqual([]);
});

test('a heap that keeps growing is reported', () => {
  const heaps = megabytes(10, 12, 14, 16, 18, 20, 22, 24, 26);
  expect(memoryProblem(heaps)).toEqual(['The heap grew by 6.0 MB in the last third of the run.']);
});

test('a run with fewer than nine readings is not judged', () => {
  expect(memoryProblem(megabytes(10, 20, 30, 40, 50, 60, 70, 80))).toEqual([]);
});
