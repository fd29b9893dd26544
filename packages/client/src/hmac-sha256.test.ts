import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { hmacSha256 } from './hmac-sha256.ts';

// Source: RFC 4231, test cases 2 and 1.
test('it gives what RFC 4231 has', () => {
  expect(hmacSha256('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  expect(hmacSha256('\u000b'.repeat(20), 'Hi There')).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  );
});

test.each([0, 1, 63, 64, 65, 200])('a key of %i bytes signs as with node:crypto', (length) => {
  const key = 'k'.repeat(length);
  expect(hmacSha256(key, 'text')).toBe(createHmac('sha256', key).update('text').digest('hex'));
});

test('any key and any text are signed as with node:crypto', () => {
  const text = fc.string({ unit: 'binary', maxLength: 100 });
  fc.assert(
    fc.property(text, text, (key, signed) => {
      expect(hmacSha256(key, signed)).toBe(createHmac('sha256', key).update(signed).digest('hex'));
    }),
  );
});
