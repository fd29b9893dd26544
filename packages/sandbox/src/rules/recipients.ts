import { parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import { illegalNumber, Refusal } from '../wire/refusal.ts';
import type { Template } from '../accounts/seed.ts';

/** The mainland forms that Aliyun documents: `+`, `+86`, `0086`, `86` or nothing in front. */
const MAINLAND = /^(?:\+|\+86|0086|86)?(1[3-9]\d{9})$/;

/** Reads up to `limit` recipients. Unverified: that one invalid number refuses all. */
export function readRecipients(
  texts: readonly string[],
  template: Pick<Template, 'type'>,
  limit: number,
): readonly PhoneNumber[] {
  if (texts.length > limit) {
    throw new Refusal('number', 'isv.MOBILE_COUNT_OVER_LIMIT');
  }
  return texts.map((text) => readRecipient(text, template));
}

/**
 * Reads one recipient as Aliyun does.
 *
 * With a mainland template, 11 digits that start with 1 are a mainland number, even if the app meant
 * +1. Unverified: that the same digits are read as +1 with an overseas template if possible. Differs:
 * overseas numbers are validated with libphonenumber's metadata; Aliyun's own table is not public.
 */
function readRecipient(text: string, template: Pick<Template, 'type'>): PhoneNumber {
  const bare = MAINLAND.exec(text)?.[1];
  if (bare !== undefined && template.type !== 3) {
    return mainlandNumber(bare);
  }
  const number = template.type === 3 ? parsePhoneNumber(text) : undefined;
  if (number?.region === 'overseas') {
    return number;
  }
  if (template.type === 3 && (bare !== undefined || number !== undefined)) {
    throw new Refusal('number', 'isv.DOMESTIC_NUMBER_NOT_SUPPORTED');
  }
  throw illegalNumber(text);
}

/** The same as `parsePhoneNumber` of `+86` and these 11 digits. */
function mainlandNumber(national: string): PhoneNumber {
  const msisdn = `86${national}`;
  return {
    e164: `+${msisdn}`,
    msisdn,
    national,
    country: 'CN',
    region: 'mainland',
    type: 'MOBILE',
    ambiguous: false,
  };
}
