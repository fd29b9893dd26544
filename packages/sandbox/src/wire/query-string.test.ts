import { parse } from 'node:querystring';
import { canonicalQuery } from 'aliyun-sms-client';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeQuery } from './query-string.ts';

/** Texts with many characters that matter in a query. */
const queries = fc
  .array(
    fc.oneof(
      fc.constantFrom('&', '=', '%', '+', 'a', 'B', '1', '~', '*', 'é', '信', '😀', '__proto__'),
      fc.constantFrom('%41', '%7E', '%7e', '%20', '%26', '%3D', '%FF', '%E4%BF%A1', '%C3'),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

test("decodes every text as Node's own parser does", () => {
  fc.assert(
    fc.property(queries, (text) => {
      const expected = Object.entries(parse(text)).map(
        ([name, value]) => [name, Array.isArray(value) ? value[0] : value] as const,
      );
      const decoded = Object.entries(decodeQuery(text).parameters);
      expect(new Map(decoded)).toEqual(new Map(expected));
    }),
    { numRuns: 5000 },
  );
});

test('a query is canonical only if encoding its parameters again gives the same text', () => {
  fc.assert(
    fc.property(queries, (text) => {
      const { parameters, isCanonical } = decodeQuery(text);
      expect(isCanonical && canonicalQuery(parameters) !== text).toBe(false);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ['PhoneNumbers=13800138000&SignName=%E9%98%BF&TemplateParam=%7B%22code%22%3A%221%22%7D', true],
  ['a=&b=~-._', true],
  ['b=1&a=2', false],
  ['a=1&a=2', false],
  ['a=1&&b=2', false],
  ['a&b=2', false],
  ['a=%41', false],
  ['a=%e9%98%bf', false],
  ['a=b+c', false],
  ['a=*', false],
  ['a=%FF', false],
  ['10=a&9=b', true],
  ['9=b&10=a', false],
  ['', false],
])('%s is canonical: %s', (text, expected) => {
  expect(decodeQuery(text).isCanonical).toBe(expected);
});

test('names of inherited object properties are ordinary parameters', () => {
  const { parameters } = decodeQuery('__proto__=1&constructor=2');
  expect([parameters['__proto__'], parameters['constructor']]).toEqual(['1', '2']);
  expect(decodeQuery('').parameters['toString']).toBeUndefined();
});
