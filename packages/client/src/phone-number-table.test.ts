import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPhoneNumber, parsePhoneNumber } from './phone-number.ts';

/** The three digits that mainland mobile numbers begin with, by carrier. */
const MAINLAND_PREFIXES = [
  // China Mobile
  '134 135 136 137 138 139 147 148 150 151 152 157 158 159 165 172 178 182 183 184 187 188 195 197 198',
  // China Unicom
  '130 131 132 140 145 146 155 156 166 167 171 175 176 185 186 196',
  // China Telecom
  '133 141 149 153 162 173 174 177 180 181 189 190 191 193 199',
  // China Broadnet
  '192',
  // Virtual operators
  '170',
].flatMap((list) => list.split(' '));

describe('every mainland prefix', () => {
  test.each(MAINLAND_PREFIXES)('%s', (prefix) => {
    const national = `${prefix}00138000`;
    for (const text of [`86${national}`, `+86${national}`, `0086${national}`]) {
      expect(parsePhoneNumber(text)).toMatchObject({
        e164: `+86${national}`,
        national,
        country: 'CN',
        region: 'mainland',
        ambiguous: false,
      });
    }
    const bare = parsePhoneNumber(national, { bareNumbers: 'mainland' });
    expect(bare).toMatchObject({ e164: `+86${national}`, region: 'mainland' });
  });
});

describe('other countries', () => {
  test.each([
    ['85251234567', '+85251234567', 'HK'],
    ['85298765432', '+85298765432', 'HK'],
    ['+852 6832 6366', '+85268326366', 'HK'],
    ['85366123456', '+85366123456', 'MO'],
    ['886912345678', '+886912345678', 'TW'],
    ['+886 0912 345 678', '+886912345678', 'TW'],
    ['79161234567', '+79161234567', 'RU'],
    ['77012345678', '+77012345678', 'KZ'],
    ['447400123456', '+447400123456', 'GB'],
    ['+44 (0) 7400 123456', '+447400123456', 'GB'],
    ['4407400123456', '+447400123456', 'GB'],
    ['4915112345678', '+4915112345678', 'DE'],
    ['49 0151 12345678', '+4915112345678', 'DE'],
    ['6591234567', '+6591234567', 'SG'],
    ['6581234567', '+6581234567', 'SG'],
    ['919876543210', '+919876543210', 'IN'],
    ['916012345678', '+916012345678', 'IN'],
    ['819012345678', '+819012345678', 'JP'],
    ['81 090 1234 5678', '+819012345678', 'JP'],
    ['817012345678', '+817012345678', 'JP'],
  ])('%j is %s in %s', (text, e164, country) => {
    expect(parsePhoneNumber(text)).toMatchObject({ e164, country, region: 'overseas' });
  });

  test.each(['852123', '8521234567', '65912345', '4412', '81901234', '9991234567890'])(
    '%j is none',
    (text) => {
      expect(parsePhoneNumber(text)).toBeUndefined();
    },
  );
});

describe('the North American plan', () => {
  // Area code, the country it belongs to, and whether a mainland mobile can look like it.
  test.each([
    ['212', 'US', false],
    ['202', 'US', false],
    ['305', 'US', true],
    ['415', 'US', true],
    ['512', 'US', true],
    ['617', 'US', true],
    ['702', 'US', true],
    ['808', 'US', true],
    ['917', 'US', true],
    ['204', 'CA', false],
    ['416', 'CA', true],
    ['604', 'CA', true],
    ['787', 'PR', true],
    ['876', 'JM', true],
  ])('1 %s belongs to %s; ambiguous without a plus: %s', (area, country, ambiguous) => {
    const digits = `1${area}5552123`;
    expect(parsePhoneNumber(digits)).toMatchObject({ e164: `+${digits}`, country, ambiguous });
    expect(parsePhoneNumber(`+${digits}`)).toMatchObject({ country, ambiguous: false });
    expect(parsePhoneNumber(digits, { bareNumbers: 'mainland' })?.region).toBe(
      ambiguous ? 'mainland' : 'overseas',
    );
  });

  test.each(['13911234567', '19001234567', '14101234567'])(
    '%s has no valid area or exchange code: it is mainland',
    (digits) => {
      expect(parsePhoneNumber(digits)).toMatchObject({
        e164: `+86${digits}`,
        region: 'mainland',
        ambiguous: false,
      });
    },
  );

  test.each(['11234567890', '12011234567', '10000000000'])('%s is neither', (digits) => {
    expect(parsePhoneNumber(digits)).toBeUndefined();
  });
});

const mainlandNumber = fc.stringMatching(/^1[3-9]\d{9}$/);

test('a mainland number is the same in every form', () => {
  fc.assert(
    fc.property(mainlandNumber, (national) => {
      const expected = parsePhoneNumber(`+86${national}`);
      expect(expected).toMatchObject({ national, msisdn: `86${national}` });
      for (const text of [
        `86${national}`,
        `0086${national}`,
        `+86 ${national.slice(0, 3)}-${national.slice(3)}`,
      ]) {
        expect(parsePhoneNumber(text)).toEqual(expected);
      }
    }),
  );
});

test('a bare mainland number is either mainland or marked as ambiguous', () => {
  fc.assert(
    fc.property(mainlandNumber, (national) => {
      const byDefault = parsePhoneNumber(national);
      const asMainland = parsePhoneNumber(national, { bareNumbers: 'mainland' });
      expect(asMainland).toMatchObject({ national, region: 'mainland' });
      expect(asMainland?.ambiguous).toBe(byDefault?.ambiguous);
      expect(byDefault?.region).toBe(byDefault?.ambiguous === true ? 'overseas' : 'mainland');
    }),
  );
});

test('reading what was read gives the same again', () => {
  const text = fc.oneof(mainlandNumber, fc.stringMatching(/^\+?[1-9]\d{6,14}$/));
  fc.assert(
    fc.property(text, (written) => {
      const number = parsePhoneNumber(written);
      fc.pre(number !== undefined);
      expect(parsePhoneNumber(number.e164)).toEqual({ ...number, ambiguous: false });
    }),
  );
});

test('no text makes reading or masking throw, and a mask never shows eight digits in a row', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), mainlandNumber, fc.stringMatching(/^\d{0,20}$/)), (text) => {
      parsePhoneNumber(text);
      expect(maskPhoneNumber(text)).not.toMatch(/\d{8}/);
      expect(maskPhoneNumber(text)).toContain('****');
    }),
  );
});
