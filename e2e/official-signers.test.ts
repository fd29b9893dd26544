import { createSandbox } from 'aliyun-sms-sandbox';
import * as fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { startRecorder, type RecordedRequest } from './testing/recorded-requests.ts';

const recorder = await startRecorder();
afterAll(() => recorder.close());
const sandbox = createSandbox();

/** The code for a request with a valid signature, but without the action's own parameters. */
const verified = 'MissingPhoneNumbers';

async function verdict(request: RecordedRequest): Promise<string> {
  const { body } = await sandbox.handle(request);
  return /"Code":"(.*?)"|<Code>(.*?)<\/Code>/.exec(body)?.slice(1).join('') ?? body;
}

// Names that need no encoding, because the official V3 signer does not encode names. None is a real one.
const nameWith = (start: string) =>
  fc.stringMatching(/^[A-Za-z0-9_.~-]{0,12}$/).map((rest) => start + rest);
const odd = Array.from(' +%&=*~\'()!/?#;:,@$[]{}"\\\n\r\t<>|^`ü阿里云🎉\u0000');
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...odd), maxLength: 40 }),
);
const texts = fc.array(text, { minLength: 1, maxLength: 12 });
const value = fc.oneof(text, text, fc.integer(), fc.boolean(), texts);
const parameters = (start: string) =>
  fc.dictionary(nameWith(start), value, { maxKeys: 8, noNullPrototype: true });
const unsigned = fc.record({ query: parameters('X'), form: parameters('Y') });
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const letter = fc.constantFrom(...Array.from('0123456789ABCDEFabcdefXYZxyz'));

describe.each(Object.entries(recorder.signers))('what %s signs', (_name, sign) => {
  test('verifies with any parameters, but not with one byte changed', async () => {
    let changes = 0;
    const property = fc.asyncProperty(unsigned, place, letter, async (input, where, other) => {
      const request = await sign(input);
      const changed = withOneByteChanged(request, where, other);
      const isChanged = meaning(changed) !== meaning(request);
      changes += Number(isChanged);
      // The original last: a refused request has not used up its nonce.
      const verdicts = [isChanged ? await verdict(changed) : 'unchanged', await verdict(request)];
      expect(verdicts).toEqual([expect.not.stringMatching(verified), verified]);
    });
    await fc.assert(property, { numRuns: 1000 });
    expect(changes).toBeGreaterThan(800);
  });
});

/** Changes one byte of anything that the signature covers, or of the signature itself. */
function withOneByteChanged(
  request: RecordedRequest,
  where: number,
  other: string,
): RecordedRequest {
  const [origin = '', query = ''] = request.url.split('?');
  const signed = Object.entries(request.headers).filter(([header]) => isSigned(request, header));
  const parts = [query, request.body, ...signed.map(([, headerValue]) => headerValue)];
  let index = Math.floor(where * parts.join('').length);
  const [newQuery = '', body = '', ...values] = parts.map((part) => {
    const at = index;
    index -= part.length;
    return at >= 0 && at < part.length ? part.slice(0, at) + other + part.slice(at + 1) : part;
  });
  const headers = signed.map(([header], position) => [header, values[position] ?? '']);
  return {
    method: request.method,
    url: newQuery === '' ? origin : `${origin}?${newQuery}`,
    headers: { ...request.headers, ...Object.fromEntries(headers) },
    body,
  };
}

/** V3 signs headers; V1 signs none. */
function isSigned({ headers }: RecordedRequest, header: string): boolean {
  const list = /SignedHeaders=([^,]*)/.exec(headers['authorization'] ?? '')?.[1] ?? '';
  return list !== '' && ['authorization', ...list.split(';')].includes(header);
}

/** The meaning of a request, however it is encoded: `%2a` is `%2A`. */
function meaning({ url, headers, body }: RecordedRequest): string {
  return JSON.stringify([
    [...new URL(url).searchParams],
    [...new URLSearchParams(body)],
    headers,
    // V3 hashes the body as sent.
    headers['authorization'] === undefined ? '' : body,
  ]);
}
