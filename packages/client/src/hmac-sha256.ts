import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;

interface PaddedKey {
  readonly key: string;
  /** With room for a text; renewed for one of another length. */
  inner: Buffer;
  /** With room for the inner digest. */
  readonly outer: Buffer;
}

/** A process signs with one key, nearly always. */
let last = pad('');

/**
 * HMAC-SHA256 in lower-case hexadecimal, of two one-shot hashes as RFC 2104 puts it; texts are UTF-8.
 *
 * `createHmac` makes a native object for each signature, and collecting those took a tenth of a
 * send's CPU. What requests are signed over has one length, so that its buffer serves again.
 */
export function hmacSha256(key: string, text: string): string {
  if (last.key !== key) {
    last = pad(key);
  }
  const { outer } = last;
  const bytes = BLOCK_BYTES + Buffer.byteLength(text);
  if (last.inner.length !== bytes) {
    last.inner = Buffer.concat([last.inner.subarray(0, BLOCK_BYTES)], bytes);
  }
  last.inner.write(text, BLOCK_BYTES);
  outer.write(hash('sha256', last.inner), BLOCK_BYTES, 'hex');
  return hash('sha256', outer);
}

function pad(key: string): PaddedKey {
  const bytes = Buffer.from(key);
  const short = bytes.length > BLOCK_BYTES ? hash('sha256', bytes, 'buffer') : bytes;
  const inner = Buffer.alloc(BLOCK_BYTES, 0x36);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, 0x5c);
  for (const [index, byte] of short.entries()) {
    inner[index] = byte ^ 0x36;
    outer[index] = byte ^ 0x5c;
  }
  return { key, inner, outer };
}
