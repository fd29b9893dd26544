import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { countSegments, textWithSignName } from './segments.ts';

test.each([
  ['', 1],
  ['中'.repeat(70), 1],
  ['中'.repeat(71), 2],
  ['中'.repeat(134), 2],
  ['a'.repeat(135), 3],
  ['a'.repeat(160), 3],
])(
  'a mainland text has 70 characters in one part, 67 in each of several, whatever they are (%#)',
  (text, parts) => {
    expect(countSegments(text, 'mainland')).toBe(parts);
  },
);

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['a'.repeat(307), 3],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  [`é@Δ\n${'a'.repeat(156)}`, 1],
])(
  'an overseas text within GSM 03.38 has 160 characters in one part, 153 in each of several (%#)',
  (text, parts) => {
    expect(countSegments(text, 'overseas')).toBe(parts);
  },
);

test.each([
  [`中${'a'.repeat(69)}`, 1],
  [`中${'a'.repeat(70)}`, 2],
  [`中${'a'.repeat(134)}`, 3],
  ['ç'.repeat(71), 2],
])(
  'one character outside GSM 03.38 limits an overseas text to 70 characters in one part, 67 in each of several (%#)',
  (text, parts) => {
    expect(countSegments(text, 'overseas')).toBe(parts);
  },
);

test.each(Array.from('|^€{}[]~\\\f'))('the extension character %j counts as two', (character) => {
  expect(countSegments(character + 'a'.repeat(158), 'overseas')).toBe(1);
  expect(countSegments(character + 'a'.repeat(159), 'overseas')).toBe(2);
});

test('overseas, the brackets of the signature keep a Latin text within GSM 03.38', () => {
  expect(textWithSignName('Acme', 'Hello', 'mainland')).toBe('【Acme】Hello');
  expect(textWithSignName('Acme', 'Hello', 'overseas')).toBe('[Acme]Hello');
  // Each bracket takes two septets.
  expect(countSegments(textWithSignName('Acme', 'a'.repeat(152), 'overseas'), 'overseas')).toBe(1);
});

test('a longer text never has fewer parts', () => {
  const region = fc.constantFrom('mainland' as const, 'overseas' as const);
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.string(), region, (text, more, where) => {
      expect(countSegments(text + more, where)).toBeGreaterThanOrEqual(countSegments(text, where));
    }),
  );
});
