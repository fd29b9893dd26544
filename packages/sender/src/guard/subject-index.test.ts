import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SubjectIndex } from './subject-index.ts';

describe('the index of subjects', () => {
  it('finds what a Map finds, whatever is added, removed and grown', () => {
    const subject = fc.oneof(
      fc.constantFrom('', '1a', 'ffffffff', '1ffffffff', 'ffffffffffffffff', '8613800138000'),
      fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map((number) => number.toString(16)),
    );
    const step = fc.record({ subject, remove: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        let slots = 4;
        const index = new SubjectIndex(slots);
        const map = new Map<string, number>();
        let free = Array.from({ length: slots }, (_, slot) => slot);
        for (const { subject: one, remove } of steps) {
          const known = map.get(one);
          if (known !== undefined && remove) {
            index.delete(known);
            map.delete(one);
            free.push(known);
          } else if (known === undefined) {
            if (free.length === 0) {
              index.grow(slots * 2);
              free = Array.from({ length: slots }, (_, added) => slots + added);
              slots *= 2;
            }
            const slot = free.shift() ?? 0;
            index.set(one, slot);
            map.set(one, slot);
          }
          for (const { subject: asked } of steps) {
            expect(index.find(asked)).toBe(map.get(asked));
          }
        }
      }),
    );
  });

  it('forgets any of many and keeps the others, however they share their buckets', () => {
    const index = new SubjectIndex(256);
    const subjects = Array.from({ length: 256 }, (_, slot) => (slot * 0x10001).toString(16));
    for (const [slot, subject] of subjects.entries()) index.set(subject, slot);
    for (let slot = 0; slot < 256; slot += 2) index.delete(slot);
    expect(subjects.map((subject) => index.find(subject))).toEqual(
      subjects.map((_, slot) => (slot % 2 === 0 ? undefined : slot)),
    );
  });

  it('tells subjects apart that differ in a single digit', () => {
    const index = new SubjectIndex(64);
    const subjects = Array.from({ length: 16 }, (_, place) =>
      '1'.repeat(16).slice(0, place).concat('2').padEnd(16, '1'),
    );
    for (const [slot, subject] of subjects.entries()) {
      index.set(subject, slot);
    }
    expect(subjects.map((subject) => index.find(subject))).toEqual([...subjects.keys()]);
    expect(index.find('1'.repeat(16))).toBeUndefined();
  });

  it('spreads numbers that follow one another', () => {
    const slots = 2 ** 16;
    const index = new SubjectIndex(slots);
    const subjects = Array.from(
      { length: slots },
      (_, slot) => `86139${String(slot).padStart(8, '0')}`,
    );
    const before = process.cpuUsage();
    for (const [slot, subject] of subjects.entries()) {
      index.set(subject, slot);
    }
    expect(subjects.every((subject, slot) => index.find(subject) === slot)).toBe(true);
    // One chain of them all would take two thousand million steps.
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  });
});
