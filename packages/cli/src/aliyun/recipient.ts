import { maskPhoneNumber, parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';

/** The number of the first argument. Eleven bare digits are read as a mainland number: that is what
 *  somebody who types one at a prompt means; with a country code there is nothing to guess. */
export function recipientOf({ arguments: [text = ''] }: Context): PhoneNumber {
  const number = parsePhoneNumber(text, { bareNumbers: 'mainland' });
  if (number) return number;
  throw usageFailure({
    en: 'This is not a phone number that can get an SMS. Write it with its country code: +8613800138000',
    zh: '这不是可以接收短信的号码。请带上国家码书写：+8613800138000',
  });
}

/** A number as this reader asked to see it. */
export const shownNumber = ({ output }: Context, number: string): string =>
  output.showNumbers ? number : maskPhoneNumber(number);

/** A text whose digits could be a code: four to eight in a row. */
export const withoutCodes = (text: string): string =>
  text.replaceAll(/(?<!\d)\d{4,8}(?!\d)/g, (digits) => '•'.repeat(digits.length));
