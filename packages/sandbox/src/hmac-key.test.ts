import { createHmac } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { HmacKey } from './hmac-key.ts';

const secrets = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  // Up to 64 bytes are padded, more are hashed.
  fc.integer({ min: 63, max: 66 }).map((length) => 'k'.repeat(length)),
);
const ascii = fc.string({ unit: 'binary-ascii', maxLength: 200 });

test("signs as Node's own HMAC does, whatever the key's length and the text's", () => {
  fc.assert(
    fc.property(secrets, fc.array(ascii), (secret, texts) => {
      const key = new HmacKey(secret);
      const own = texts.map((text) => key.sign(text));
      expect(own).toEqual(
        texts.map((text) => createHmac('sha256', secret).update(text).digest('hex')),
      );
    }),
  );
});
