import { describe, expect, test } from 'vitest';
import { maskPhoneNumber, parsePhoneNumber } from './phone-number.ts';

const MAINLAND = {
  e164: '+8613800138000',
  msisdn: '8613800138000',
  national: '13800138000',
  country: 'CN',
  region: 'mainland',
  type: 'MOBILE',
  ambiguous: false,
};

test.each([
  '8613800138000',
  '+8613800138000',
  '008613800138000',
  '13800138000',
  '+86 138-0013-8000',
  ' (86) 138.0013.8000 ',
  '+86 013800138000',
])('%j is the mainland number', (text) => {
  expect(parsePhoneNumber(text)).toEqual(MAINLAND);
});

describe('11 digits that are a valid +1 number and a possible mainland mobile', () => {
  test('are +1 by default, and marked as ambiguous', () => {
    expect(parsePhoneNumber('14155551234')).toEqual({
      e164: '+14155551234',
      msisdn: '14155551234',
      national: '4155551234',
      country: 'US',
      region: 'overseas',
      type: 'FIXED_LINE_OR_MOBILE',
      ambiguous: true,
    });
  });

  test('are mainland if bare numbers are read as mainland', () => {
    expect(parsePhoneNumber('14155551234', { bareNumbers: 'mainland' })).toMatchObject({
      e164: '+8614155551234',
      region: 'mainland',
      ambiguous: true,
    });
  });

  test.each(['+14155551234', '0014155551234', '+1 (415) 555-1234'])(
    'are +1 if written %j, and still ambiguous: Aliyun sees only the digits',
    (text) => {
      const number = parsePhoneNumber(text, { bareNumbers: 'mainland' });
      expect(number).toMatchObject({ e164: '+14155551234', ambiguous: true });
    },
  );
});

test.each([
  ['\u202a+8613820000021\u202c', '+8613820000021'],
  ['\u2066+86 138 2000 0023\u2069', '+8613820000023'],
  ['\u200b13820000024', '+8613820000024'],
  ['\uff0b\uff18\uff1613820000025', '+8613820000025'],
  ['+86\u2011138\u20112000\u20110026', '+8613820000026'],
  ['\ufeff+86\u3000138\u22122000\u22120027', '+8613820000027'],
])('the pasted text %j is %s', (text, e164) => {
  expect(parsePhoneNumber(text)?.e164).toBe(e164);
});

test('a +1 number that cannot be a mainland mobile is not ambiguous', () => {
  const number = parsePhoneNumber('12125551234', { bareNumbers: 'mainland' });
  expect(number).toMatchObject({ e164: '+12125551234', country: 'US', ambiguous: false });
});

test('Hong Kong, Macao and Taiwan are overseas', () => {
  for (const [text, country] of [
    ['85268326366', 'HK'],
    ['85366123456', 'MO'],
    ['886912345678', 'TW'],
  ] as const) {
    expect(parsePhoneNumber(text)).toMatchObject({ msisdn: text, country, region: 'overseas' });
  }
});

test.each(['', 'hello', '+', '12', '861080012345', '+13900001234', '80012345678', '1380013800'])(
  '%j is not a number that can receive SMS',
  (text) => {
    expect(parsePhoneNumber(text)).toBeUndefined();
  },
);

test.each(['861012345678', '+86 21 1234 5678'])(
  'the mainland landline %j cannot receive SMS',
  (text) => {
    expect(parsePhoneNumber(text)).toBeUndefined();
  },
);

// libphonenumber would accept both.
test.each(['+1 415 555 2671 ext. 5', '+1-415-555-2671 or so'])(
  '%j is more than a number',
  (text) => {
    expect(parsePhoneNumber(text)).toBeUndefined();
  },
);

test.each([
  ['8613800138000', '+86138****8000'],
  ['13800138000', '+86138****8000'],
  ['+85268326366', '+852****6366'],
  ['+14155551234', '+141****1234'],
  // Niue: numbers of seven digits show three.
  ['6834002', '+****002'],
  ['123', '****'],
  ['x1y2z3', '****'],
  ['12345678', '****78'],
  ['999999999999999', '****99'],
])('%j is shown as %j', (text, shown) => {
  expect(maskPhoneNumber(text)).toBe(shown);
});
