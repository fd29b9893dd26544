import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { NonceMemory } from './nonces.ts';

const WINDOW = 1000;

test('a nonce is good once, for each key', () => {
  const nonces = new NonceMemory();
  expect(nonces.use('a', 'n', 0, WINDOW)).toBe(true);
  expect(nonces.use('a', 'n', 0, WINDOW)).toBe(false);
  expect(nonces.use('b', 'n', 0, WINDOW)).toBe(true);
  expect(nonces.use('b', 'n', 0, WINDOW)).toBe(false);
  nonces.clear();
  expect(nonces.use('a', 'n', 0, WINDOW)).toBe(true);
});

test('a nonce is remembered for a window and forgotten after three', () => {
  const use = fc.record({
    key: fc.constantFrom('a', 'b'),
    nonce: fc.constantFrom('1', '2', '3'),
    later: fc.nat(WINDOW),
  });
  fc.assert(
    fc.property(fc.array(use, { maxLength: 40 }), (uses) => {
      const nonces = new NonceMemory();
      const accepted = new Map<string, number>();
      let now = 0;
      for (const { key, nonce, later } of uses) {
        now += later;
        const age = now - (accepted.get(`${key} ${nonce}`) ?? -Infinity);
        const isNew = nonces.use(key, nonce, now, WINDOW);
        // Between one window and three it depends on when its generation began.
        const isExpected = age > WINDOW && (age > 3 * WINDOW || isNew);
        expect(isNew).toBe(isExpected);
        if (isNew) accepted.set(`${key} ${nonce}`, now);
      }
    }),
  );
});

test('memory stays bounded: a full generation makes room, and the one before is still known', () => {
  const nonces = new NonceMemory();
  for (let index = 0; index < 100_000; index += 1) {
    nonces.use('a', String(index), 0, WINDOW);
  }
  expect(nonces.use('a', 'next', 0, WINDOW)).toBe(true);
  expect(nonces.use('a', '0', 0, WINDOW)).toBe(false);
  expect(nonces.use('a', 'next', 0, WINDOW)).toBe(false);
});
