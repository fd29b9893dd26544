import { parsePhoneNumber } from 'aliyun-sms-client';

/**
 * All E.164 numbers that this text can mean; none if it is not a phone number.
 *
 * Accepts `+86…`, `0086…`, `86…` and bare mainland forms. 11 digits that can be a +1 number or a bare
 * mainland mobile give both, so that a lookup finds the message whichever was meant.
 */
export function possibleNumbers(text: string): readonly string[] {
  const asCountryCode = parsePhoneNumber(text);
  if (asCountryCode === undefined) {
    return [];
  }
  if (!asCountryCode.ambiguous) {
    return [asCountryCode.e164];
  }
  const asMainland = parsePhoneNumber(text, { bareNumbers: 'mainland' });
  // A number with `+` can be ambiguous too, but has only one reading.
  return [...new Set([asCountryCode.e164, asMainland?.e164 ?? asCountryCode.e164])];
}

/** A number in the form of Aliyun's China site: without country code for the mainland, else with it. */
export function chinaSiteNumber(e164: string): string | undefined {
  const number = parsePhoneNumber(e164);
  return number?.region === 'mainland' ? number.national : number?.msisdn;
}
