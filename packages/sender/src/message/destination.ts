import { parsePhoneNumber, type PhoneNumber, type PhoneNumberType } from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import type { Settings } from '../settings/read-settings.ts';
import type { Words } from '../words.ts';

/** Where a message goes. */
export interface Destination {
  readonly number: PhoneNumber;
  /**
   * Only a template declared for `overseas` or for the country may be used. The digits could also be a
   * mainland number without its 86, so a template for an unstated region might reach a stranger.
   */
  readonly declaredOnly: boolean;
}

/** Numbers that cannot receive SMS, or that cost the sender extra, the aim of SMS pumping. */
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
 * Reads `to` as Logto passes it: digits, usually with country code, sometimes with `+` or `00`. Throws
 * the refusal if nothing may be sent.
 *
 * 11 digits that are valid as +1 and shaped like a bare mainland mobile are +1, however they are
 * written, because Aliyun sees only digits; `bareNumbers: mainland` makes them mainland unless they
 * begin with `+` or `00`.
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
    // As a mainland number it may well be a mobile, so the operator is told of both readings.
    throw new Refusal(number.ambiguous ? 'number-ambiguous' : 'number-type');
  }
  return { number, declaredOnly: number.ambiguous && number.region === 'overseas' };
}
