import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { percentEncode } from './percent-encoding.ts';

test('exactly the unreserved characters of RFC 3986 stay as they are', () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const unchanged = ascii.filter((character) => percentEncode(character) === character).join('');
  expect(unchanged).toBe('-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~');
});

test('a space is %20, an asterisk %2A, and hexadecimal digits are upper case', () => {
  expect(percentEncode("a b*c~d'(e)!/?é阿")).toBe('a%20b%2Ac~d%27%28e%29%21%2F%3F%C3%A9%E9%98%BF');
});

test('any text decodes back to itself', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(decodeURIComponent(percentEncode(text))).toBe(text);
      expect(percentEncode(text)).toMatch(/^(?:[A-Za-z0-9\-_.~]|%[0-9A-F]{2})*$/);
    }),
  );
});

test('the encoding of a concatenation is the concatenation of the encodings', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(percentEncode(a + b)).toBe(percentEncode(a) + percentEncode(b));
    }),
  );
});

test('a lone surrogate is encoded as the replacement character', () => {
  expect(percentEncode('a\ud800b')).toBe('a%EF%BF%BDb');
});
