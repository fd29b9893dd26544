import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Each has its own prices, templates and rules. Hong Kong, Macao and Taiwan are overseas. */
export type Region = 'mainland' | 'overseas';

/** How to read 11 digits that may be a +1 number or a mainland mobile without its 86. */
export type BareNumbers = 'countryCode' | 'mainland';

/** The type of a number in libphonenumber's metadata. */
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
  /** The digits of `e164`, `8613800138000`, as sent to Aliyun. */
  readonly msisdn: string;
  /** Without the country code: `13800138000`. */
  readonly national: string;
  /** ISO 3166-1 alpha-2, upper case: `CN`, `HK`, `US`. */
  readonly country: string;
  readonly region: Region;
  /** Always `MOBILE` for the mainland; `undefined` if the metadata does not say. */
  readonly type: PhoneNumberType | undefined;
  /**
   * Whether its digits are valid both as +1 and as a bare mainland mobile. Aliyun sees only digits, so
   * even a number written with `+` can be ambiguous.
   */
  readonly ambiguous: boolean;
}

export interface ParsePhoneNumberOptions {
  /** Default `countryCode`. */
  readonly bareNumbers?: BareNumbers | undefined;
}

/** White space, dashes of every length, and invisible characters that copying brings along. */
const SEPARATORS = /[\s().\p{Pd}\u2212\p{Cf}]/gu;
const INTERNATIONAL_PREFIX = /^(?:\+|00)/;
const DIGITS = /^[1-9]\d{4,16}$/;
const BARE_MAINLAND = /^1[3-9]\d{9}$/;
const MAINLAND = /^860?(1[3-9]\d{9})$/;

/**
 * Parses a phone number in any of the forms in which Logto, Aliyun and people write one; `undefined`
 * if it cannot receive SMS.
 *
 * It begins with `+`, `00` or a bare country code, and may contain spaces, hyphens, dots, parentheses,
 * invisible characters and full-width digits. 11 digits that are a valid +1 number and a possible
 * mainland mobile are +1, unless `bareNumbers` is `mainland` and there is no `+` or `00`; 11 digits
 * `1[3-9]…` that are not a valid +1 number are mainland. Mainland numbers are judged by their shape,
 * so that newly opened prefixes work; all others by libphonenumber's `max` metadata.
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
 * A number that is safe to show: `+86138****8000`. Text that is not a phone number keeps its last two
 * digits, if it has eight or more.
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
  // A mainland number of another shape is a landline; one without a country cannot receive SMS.
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
    // Judged by what Aliyun will see, not by what was written: `1 1 705…` is +1 705… too.
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
