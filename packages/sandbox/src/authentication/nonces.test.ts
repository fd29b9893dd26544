import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { SEND, signedV1 } from '../testing/calls.ts';
import { NonceMemory } from './nonces.ts';

const WINDOW = 1000;

test('a nonce can be used once per key', () => {
  const nonces = new NonceMemory();
  expect(nonces.use('a', 'n', 0, WINDOW)).toBe(true);
  expect(nonces.use('a', 'n', 0, WINDOW)).toBe(false);
  expect(nonces.use('b', 'n', 0, WINDOW)).toBe(true);
  expect(nonces.use('b', 'n', 0, WINDOW)).toBe(false);
  nonces.clear();
  expect(nonces.use('a', 'n', 0, WINDOW)).toBe(true);
});

test('a nonce can be used again with a time more than a window away in either direction', () => {
  const use = fc.record({
    key: fc.constantFrom('a', 'b'),
    nonce: fc.constantFrom('1', '2', '3'),
    time: fc.integer({ min: -3 * WINDOW, max: 3 * WINDOW }),
  });
  fc.assert(
    fc.property(fc.array(use, { maxLength: 40 }), (uses) => {
      const nonces = new NonceMemory();
      const accepted = new Map<string, number>();
      for (const { key, nonce, time } of uses) {
        const before = accepted.get(`${key} ${nonce}`) ?? -Infinity;
        const isNew = nonces.use(key, nonce, time, WINDOW);
        expect(isNew).toBe(Math.abs(time - before) > WINDOW);
        if (isNew) accepted.set(`${key} ${nonce}`, time);
      }
    }),
  );
});

test('a full generation is replaced, and the previous one is still remembered', () => {
  const nonces = new NonceMemory();
  for (let index = 0; index < 100_000; index += 1) {
    nonces.use('a', String(index), 0, WINDOW);
  }
  expect(nonces.use('a', 'next', 0, WINDOW)).toBe(true);
  expect(nonces.use('a', '0', 0, WINDOW)).toBe(false);
  expect(nonces.use('a', 'next', 0, WINDOW)).toBe(false);
});

describe('while the clock is moved', () => {
  const HOUR = 3_600_000;
  const start = Date.parse('2026-01-02T04:00:00Z');

  /** Makes one call signed with the machine's time; then after each move a new call and the first again. */
  async function replayed(...moves: readonly number[]) {
    const sandbox = createSandbox({ now: () => start });
    const call = { ...SEND, Action: 'QuerySmsSignList' };
    const first = signedV1(call, start);
    const codes: (string | undefined)[] = [];
    const ask = async (request = signedV1(call, start)) => {
      const { Code }: { Code: string } = JSON.parse((await sandbox.handle(request)).body);
      codes.push(Code);
    };
    await ask(first);
    for (const move of moves) {
      sandbox.clock.shift(move);
      await ask();
      await ask(first);
    }
    return codes;
  }

  test.each([[[HOUR, HOUR, HOUR]], [[-HOUR, -HOUR, -HOUR]], [[HOUR, -HOUR, HOUR, -HOUR]]])(
    'a repeated call is refused and new ones are accepted: %j',
    async (moves) => {
      const after = moves.flatMap(() => ['OK', 'SignatureNonceUsed']);
      expect(await replayed(...moves)).toEqual(['OK', ...after]);
    },
  );
});
