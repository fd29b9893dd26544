import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Aliyun's two worlds of prices, templates and rules. Hong Kong, Macao and Taiwan are overseas. */
export type Region = 'mainland' | 'overseas';

/** How to read 11 digits that may be +1 or a mainland mobile written without its 86. */
export type BareNumbers = 'countryCode' | 'mainland';

/** What a numbering plan uses a number for, by libphonenumber's metadata. */
export type PhoneNumberType =
  | 'MOBILE'
  | 'FIXED_LINE'
  | 'FIXED_LINE_OR_MOBILE'
  | 'PREMIUM_RATE'
  | 'TOLL_FREE'
  | 'SHARED_COST'
  | 'VOIP'
  | 'PERSONAL_NUMBER'
  | 'PAGER'
  | 'UAN'
  | 'VOICEMAIL';

export interface PhoneNumber {
  /** `+8613800138000` */
  readonly e164: string;
  /** The digits of `e164`, `8613800138000`: the form for the wire. */
  readonly msisdn: string;
  /** Without the country code: `13800138000`. */
  readonly national: string;
  /** ISO 3166-1 alpha-2, upper case: `CN`, `HK`, `US`. */
  readonly country: string;
  readonly region: Region;
  /** Always `MOBILE` for the mainland; `undefined` where the metadata do not say. */
  readonly type: PhoneNumberType | undefined;
  /**
   * Its digits are valid as +1 and as a bare mainland mobile. Aliyun sees digits alone, so that even a
   * number written with `+` is.
   */
  readonly ambiguous: boolean;
}

export interface ParsePhoneNumberOptions {
  /** Default `countryCode`. */
  readonly bareNumbers?: BareNumbers | undefined;
}

/** White space, hyphens of every length, and what copying brings along unseen: marks of direction. */
const SEPARATORS = /[\s().\p{Pd}\u2212\p{Cf}]/gu;
const INTERNATIONAL_PREFIX = /^(?:\+|00)/;
const DIGITS = /^[1-9]\d{4,16}$/;
const BARE_MAINLAND = /^1[3-9]\d{9}$/;
const MAINLAND = /^860?(1[3-9]\d{9})$/;

/**
 * Reads a phone number in any of the forms in which Logto, Aliyun and people write one; `undefined`
 * where it is none that can get an SMS.
 *
 * `+` or `00` or a bare country code in front; spaces, hyphens, dots, parentheses and invisible
 * characters anywhere; full-width digits count as digits. 11 digits that are a valid +1 number and a
 * possible mainland mobile are +1 unless `bareNumbers` is `mainland` and no `+` or `00` stands in
 * front; 11 digits `1[3-9]…` that are not a valid +1 number are mainland. Mainland numbers are
 * judged by their shape, so that a newly opened prefix works; all others by libphonenumber's `max`
 * metadata.
 */
export function parsePhoneNumber(
  text: string,
  options: ParsePhoneNumberOptions = {},
): PhoneNumber | undefined {
  const compact = text.normalize('NFKC').replace(SEPARATORS, '');
  const digits = compact.replace(INTERNATIONAL_PREFIX, '');
  if (!DIGITS.test(digits)) {
    return undefined;
  }
  const withPrefix = digits !== compact;
  return BARE_MAINLAND.test(digits)
    ? bareNumber(digits, withPrefix ? 'prefixed' : (options.bareNumbers ?? 'countryCode'))
    : withCountryCode(digits);
}

/**
 * A number that may be shown: `+86138****8000`. What is no phone number keeps at most its last two
 * digits, and only where it has eight or more.
 */
export function maskPhoneNumber(text: string): string {
  const number = parsePhoneNumber(text);
  if (number === undefined) {
    const digits = text.replace(/\D/g, '');
    return `****${digits.length >= 8 ? digits.slice(-2) : ''}`;
  }
  const { msisdn } = number;
  const shownAtEnd = Math.min(4, Math.floor(msisdn.length / 2));
  return `+${msisdn.slice(0, Math.max(0, msisdn.length - 8))}****${msisdn.slice(-shownAtEnd)}`;
}

/** 11 digits with the shape of a mainland mobile. */
function bareNumber(digits: string, reading: BareNumbers | 'prefixed'): PhoneNumber | undefined {
  const northAmerican = withCountryCode(digits);
  if (northAmerican === undefined) {
    return reading === 'prefixed' ? undefined : mainland(digits, false);
  }
  return reading === 'mainland' ? mainland(digits, true) : northAmerican;
}

function withCountryCode(digits: string): PhoneNumber | undefined {
  const national = MAINLAND.exec(digits)?.[1];
  if (national !== undefined) {
    return mainland(national, false);
  }
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  // A mainland number of another shape is a landline; one without a country has no SMS.
  if (!parsed?.isValid() || parsed.country === undefined || parsed.country === 'CN') {
    return undefined;
  }
  const msisdn = parsed.number.slice(1);
  return {
    e164: parsed.number,
    msisdn,
    national: parsed.nationalNumber,
    country: parsed.country,
    region: 'overseas',
    type: parsed.getType(),
    // By what Aliyun will see, not by what was written: `1 1 705…` is +1 705… too.
    ambiguous: BARE_MAINLAND.test(msisdn),
  };
}

function mainland(national: string, ambiguous: boolean): PhoneNumber {
  return {
    e164: `+86${national}`,
    msisdn: `86${national}`,
    national,
    country: 'CN',
    region: 'mainland',
    type: 'MOBILE',
    ambiguous,
  };
}
