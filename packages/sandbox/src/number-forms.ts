import { parsePhoneNumber } from 'aliyun-sms-client';

/**
 * Every E.164 number that a person may mean by this text; none where it is no phone number.
 *
 * `+86…`, `0086…`, `86…` and bare mainland forms; 11 digits that can be read as +1 and as a bare
 * mainland mobile give both, so that a look-up finds the message whichever was meant.
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
  // Written with `+` it is ambiguous too, and has one reading all the same.
  return [...new Set([asCountryCode.e164, asMainland?.e164 ?? asCountryCode.e164])];
}
