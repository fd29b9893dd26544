import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameJson } from './same-json.ts';

const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('two JSON values', () => {
  it('are the same exactly where their texts are', () => {
    const few = fc.jsonValue({ maxDepth: 3 }).map(copy);
    fc.assert(
      fc.property(few, few, (one, other) => {
        expect(isSameJson(one, copy(one))).toBe(true);
        expect(isSameJson(one, other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it.each([
    [{ a: 1 }, { a: '1' }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [
      { a: 1, b: 2 },
      { a: 1, c: 2 },
    ],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [{ a: null }, { b: undefined }],
    [{ a: null }, { a: {} }],
    [{ a: {} }, { a: null }],
    [JSON.parse('{"__proto__":{}}'), { a: 1 }],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }],
    [[], {}],
    [{ 0: 'a' }, ['a']],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    [['a'], ['a', 'a']],
    ['a', undefined],
  ])('such as %j and %j differ', (known, value) => {
    expect(isSameJson(known, value)).toBe(false);
  });
});
