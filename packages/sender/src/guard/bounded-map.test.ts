import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoundedMap } from './bounded-map.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const step = fc.record({ key, drop: fc.boolean() });

it('keeps the entries set last, whatever is set again or deleted in between', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const map = new BoundedMap<string>(3);
      let kept: string[] = [];
      for (const { key: name, drop } of steps) {
        kept = kept.filter((other) => other !== name);
        if (drop) map.delete(name);
        else map.set(name, name);
        if (!drop) kept = [...kept, name].slice(-3);
      }
      expect(map.size).toBe(kept.length);
      expect(kept.map((name) => map.get(name))).toEqual(kept);
    }),
  );
});
