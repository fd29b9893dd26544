import { parsePhoneNumber, type PhoneNumber, type PhoneNumberType } from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Words } from '../words.ts';

/** Where a message goes. */
export interface Destination {
  readonly number: PhoneNumber;
  /**
   * Only a template that is declared for `overseas` or for the country may be used. The digits could
   * be a mainland number without its 86: a template of nobody knows which region might reach a stranger.
   */
  readonly declaredOnly: boolean;
}

/** Numbers that no phone receives an SMS at, or that cost whoever is sent there, which pumping is after. */
const WITHOUT_SMS: ReadonlySet<PhoneNumberType | undefined> = new Set<PhoneNumberType>([
  'PREMIUM_RATE',
  'TOLL_FREE',
  'SHARED_COST',
  'PAGER',
  'UAN',
  'VOICEMAIL',
]);

const NO_COUNTRY_CODE: Words = {
  en: 'no country code, and strictPhoneRegionNumberCheck is on',
  zh: '没有国家码，而 strictPhoneRegionNumberCheck 已开启',
};

/**
 * Reads `to` as Logto hands it over: digits, usually with country code, sometimes `+` or `00`. Throws
 * the refusal where nothing may be sent.
 *
 * 11 digits that are valid as +1 and shaped like a bare mainland mobile are +1, however they are
 * written, for Aliyun sees digits alone; `bareNumbers: mainland` makes them mainland unless `+` or
 * `00` says otherwise.
 */
export function readDestination(
  to: string,
  { bareNumbers, strict }: Pick<Settings, 'bareNumbers' | 'strict'>,
): Destination {
  const number = parsePhoneNumber(to, { bareNumbers });
  if (number === undefined) {
    throw new Refusal('number-invalid');
  }
  if (strict && to.normalize('NFKC').replace(/\D/g, '') === number.national) {
    throw new Refusal('number-invalid', { detail: NO_COUNTRY_CODE });
  }
  if (WITHOUT_SMS.has(number.type)) {
    // As a mainland number it may well be a mobile, so that the operator hears of the two readings.
    throw new Refusal(number.ambiguous ? 'number-ambiguous' : 'number-type');
  }
  return { number, declaredOnly: number.ambiguous && number.region === 'overseas' };
}
