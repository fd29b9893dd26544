import { expect, test } from 'vitest';
import { RecentMap } from './recent-map.ts';

test('keeps the entries set last, and at most twice as many', () => {
  const map = new RecentMap<number>(3);
  for (let index = 0; index < 100; index += 1) {
    map.set(`k${index}`, index);
  }
  const kept = Array.from({ length: 100 }, (_, index) => map.get(`k${index}`)).filter(
    (value) => value !== undefined,
  );
  expect(kept.slice(-3)).toEqual([97, 98, 99]);
  expect(kept.length).toBeLessThanOrEqual(6);
});

test('keeps an entry that is set again', () => {
  const map = new RecentMap<number>(2);
  for (let index = 0; index < 100; index += 1) {
    map.set('kept', index);
    map.set(`k${index}`, index);
  }
  expect(map.get('kept')).toBe(99);
  map.clear();
  expect(map.get('kept')).toBeUndefined();
});
