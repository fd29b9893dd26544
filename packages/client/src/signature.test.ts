import { describe, expect, test } from 'vitest';
import vectors from './testing/signature-vectors.json' with { type: 'json' };
import {
  EMPTY_BODY_SHA256,
  canonicalHeaders,
  canonicalParametersV1,
  canonicalQuery,
  canonicalRequest,
  sha256Hex,
  signatureV1,
  signatureV3,
  signedHeaders,
  stringToSignV1,
  stringToSignV3,
} from './signature.ts';

/** Each vector has optional keys in its JSON type; signing takes plain dictionaries. */
function dictionary(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

describe('V3', () => {
  test.each(vectors.v3)('every stage matches the outside vector: $name', (vector) => {
    const canonical = canonicalRequest({
      method: vector.method,
      query: canonicalQuery(dictionary(vector.query)),
      headers: dictionary(vector.headers),
      bodySha256: sha256Hex(vector.body),
    });
    expect(sha256Hex(canonical)).toBe(vector.canonicalRequestSha256);
    expect(stringToSignV3(canonical)).toBe(`ACS3-HMAC-SHA256\n${vector.canonicalRequestSha256}`);
    expect(signatureV3(vector.accessKeySecret, stringToSignV3(canonical))).toBe(vector.signature);
  });

  test('the body hash in the signed headers is the hash of the body', () => {
    for (const { headers, body } of vectors.v3) {
      expect(sha256Hex(body)).toBe(headers['x-acs-content-sha256']);
    }
    expect(EMPTY_BODY_SHA256).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  test('headers are lower-cased, trimmed and sorted, one per line', () => {
    const headers = { 'X-Acs-Version': ' 2017-05-25 ', Host: 'a', 'content-type': 'b' };
    expect(canonicalHeaders(headers)).toBe('content-type:b\nhost:a\nx-acs-version:2017-05-25\n');
    expect(signedHeaders(headers)).toBe('content-type;host;x-acs-version');
  });

  test('an empty value keeps its equals sign, and no parameters give an empty string', () => {
    expect(canonicalQuery({ b: '', a: ' ' })).toBe('a=%20&b=');
    expect(canonicalQuery({})).toBe('');
  });

  test('a path other than / is signed', () => {
    const parts = { method: 'GET', query: '', headers: {}, bodySha256: 'x' };
    expect(canonicalRequest({ ...parts, path: '/p' })).toBe('GET\n/p\n\n\n\nx');
  });
});

describe('V1', () => {
  test.each(vectors.v1)('the signature matches the outside vector: $name', (vector) => {
    const parameters = { ...dictionary(vector.query), ...dictionary(vector.form) };
    const stringToSign = stringToSignV1(vector.method, parameters);
    expect(signatureV1(vector.accessKeySecret, stringToSign)).toBe(vector.signature);
  });

  test('a received Signature is not part of the string to sign', () => {
    expect(canonicalParametersV1({ Signature: 'x', A: '1' })).toBe('A=1');
  });

  test('parameters are sorted by name, so that A comes before A1', () => {
    expect(canonicalParametersV1({ A1: 'x', A: 'y' })).toBe('A=y&A1=x');
  });
});
