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
    '%j is not a phone number',
    (text) => {
      expect(parsePhoneNumber(text)).toBeUndefined();
    },
  );
});

describe('the North American plan', () => {
  // One number of each area code outside the United States and Canada, some of theirs, and some
  // non-geographic ones. A mainland mobile number can look like an area code from 300 on.
  // Source: the area codes that the plan's administrator lists, https://www.nanpa.com/
  test.each([
    ['US', '212 555 2123', '202 555 2123', '235 234 5678', '305 555 2123', '415 911 2671'],
    ['US', '512 555 2123', '617 555 2123', '702 555 2123', '917 555 2123', '986 234 5678'],
    ['US', '808 234 5678', '907 234 5678'],
    ['CA', '204 555 2123', '416 555 2123', '604 555 2123', '867 234 5678'],
    ['AG', '268 764 1234'],
    ['AI', '264 235 1234'],
    ['AS', '684 733 1234'],
    ['BB', '246 234 1234'],
    ['BM', '441 345 1234'],
    ['BS', '242 456 1234'],
    ['DM', '767 285 1234'],
    ['DO', '809 234 1234', '829 234 1234', '849 234 1234'],
    ['GD', '473 403 1234'],
    ['GU', '671 727 1234'],
    ['JM', '876 555 2123', '658 234 1234'],
    ['KN', '869 764 1234'],
    ['KY', '345 421 1234'],
    ['LC', '758 285 1234'],
    ['MP', '670 234 1234'],
    ['MS', '664 393 1234'],
    ['PR', '787 555 2123', '939 234 1234'],
    ['SX', '721 542 1234'],
    ['TC', '649 345 1234'],
    ['TT', '868 291 1234'],
    ['VC', '784 456 1234'],
    ['VG', '284 345 1234'],
    ['VI', '340 690 1234'],
    // Toll-free, premium and personal numbers, which libphonenumber assigns to the US and Canada.
    ['US', '800 234 5678', '833 234 5678', '844 234 5678', '855 234 5678', '866 234 5678'],
    ['US', '877 234 5678', '888 234 5678', '900 234 5678', '500 234 5678', '533 234 5678'],
    ['CA', '600 234 5678'],
  ])('%s', (country, ...numbers) => {
    for (const number of numbers) {
      const digits = `1${number.replaceAll(' ', '')}`;
      const ambiguous = number >= '3';
      expect(parsePhoneNumber(digits)).toMatchObject({ e164: `+${digits}`, country, ambiguous });
      expect(parsePhoneNumber(`+1 ${number}`)).toMatchObject({ country, ambiguous });
      expect(parsePhoneNumber(digits, { bareNumbers: 'mainland' })?.region).toBe(
        ambiguous ? 'mainland' : 'overseas',
      );
    }
  });

  // Area codes and exchanges begin with 2 to 9; an area code has no 9 in the middle and is never N11;
  // 37X and 96X are reserved.
  test.each(['415 055 2671', '415 155 2671', '390 234 5678', '411 234 5678', '911 234 5678'])(
    '+1 %s is not a phone number, and without its plus it is mainland',
    (number) => {
      expect(parsePhoneNumber(`+1 ${number}`)).toBeUndefined();
      expect(parsePhoneNumber(`1${number}`)).toMatchObject({
        e164: `+861${number.replaceAll(' ', '')}`,
        ambiguous: false,
      });
    },
  );

  test.each(['370 234 5678', '960 234 5678', '555 234 5678', '700 234 5678', '988 234 5678'])(
    '+1 %s has an unused area code, and without its plus it is mainland',
    (number) => {
      expect(parsePhoneNumber(`+1 ${number}`)).toBeUndefined();
      expect(parsePhoneNumber(`1${number}`)).toMatchObject({ region: 'mainland' });
    },
  );

  test.each(['211 234 5678', '290 234 5678', '011 234 5678', '199 234 5678', '212 055 2123'])(
    '1 %s is neither mainland nor +1',
    (number) => {
      expect(parsePhoneNumber(`1${number}`)).toBeUndefined();
      expect(parsePhoneNumber(`+1${number}`)).toBeUndefined();
    },
  );

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

  test.each(['11234567890', '12011234567', '10000000000'])(
    '%s is neither mainland nor +1',
    (digits) => {
      expect(parsePhoneNumber(digits)).toBeUndefined();
    },
  );
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

test('a +1 number with its trunk digit is as ambiguous as without', () => {
  expect(parsePhoneNumber('117053000000')).toMatchObject({ e164: '+17053000000', ambiguous: true });
  expect(parsePhoneNumber('112125551234')).toMatchObject({
    e164: '+12125551234',
    ambiguous: false,
  });
});

test('parsing a parsed number gives the same result', () => {
  const text = fc.oneof(mainlandNumber, fc.stringMatching(/^\+?[1-9]\d{6,14}$/));
  fc.assert(
    fc.property(text, (written) => {
      const number = parsePhoneNumber(written);
      fc.pre(number !== undefined);
      expect(parsePhoneNumber(number.e164)).toEqual(number);
    }),
  );
});

test('parsing and masking never throw, and a mask never shows eight digits in a row', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), mainlandNumber, fc.stringMatching(/^\d{0,20}$/)), (text) => {
      parsePhoneNumber(text);
      expect(maskPhoneNumber(text)).not.toMatch(/\d{8}/);
      expect(maskPhoneNumber(text)).toContain('****');
    }),
  );
});
