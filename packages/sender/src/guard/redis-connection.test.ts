import { expect, it } from 'vitest';
import { reconnectStrategy } from './redis-connection.ts';

it('a lost connection is retried soon, then more and more rarely, at least every two seconds', () => {
  const pauses = [0, 1, 2, 5, 6, 100].map(reconnectStrategy);
  expect(pauses).toEqual([50, 100, 200, 1600, 2000, 2000]);
});
