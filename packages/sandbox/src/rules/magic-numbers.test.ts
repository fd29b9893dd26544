import { parsePhoneNumber } from 'aliyun-sms-client';
import { expect, test } from 'vitest';
import { MAGIC_NUMBERS } from './magic-numbers.ts';
import { REFUSAL_TEXTS } from '../wire/refusal-texts.ts';

test.each(MAGIC_NUMBERS.map(({ number }) => number))('%s is a valid number', (number) => {
  expect(parsePhoneNumber(number)).toMatchObject({ e164: number, ambiguous: false });
});

test('every number is unique, and every refusal has a text', () => {
  expect(new Set(MAGIC_NUMBERS.map(({ number }) => number)).size).toBe(MAGIC_NUMBERS.length);
  const codes = MAGIC_NUMBERS.flatMap(({ apiCode }) => apiCode ?? []);
  expect(codes.filter((code) => REFUSAL_TEXTS[code] === undefined)).toEqual([]);
});

test('no mainland number can be mistaken for a +1 number', () => {
  const bare = MAGIC_NUMBERS.filter(({ number }) => number.startsWith('+86')).map(({ number }) =>
    number.slice(3),
  );
  expect(bare.map((number) => parsePhoneNumber(number)?.country)).toEqual(bare.map(() => 'CN'));
});
