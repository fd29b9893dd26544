import { maskPhoneNumber, parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import { choose } from '../ask.ts';
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

const TWO_READINGS = {
  en: 'These 11 digits are a number in the US or Canada (+1) or a mainland number without its 86. Write the country code: +1… or +86…',
  zh: '这 11 位数字可能是美国或加拿大（+1）号码，也可能是省略 86 的内地号码。请写出国家码：+1… 或 +86…',
};

/** The same for a send: digits that could be somebody else's are asked about, and refused in a script. */
export async function typedNumber(context: Context): Promise<PhoneNumber> {
  const [text = ''] = context.arguments;
  const number = recipientOf(context);
  if (!number.ambiguous || /^[+\s]*(?:\+|00)/.test(text)) return number;
  const readings = [number, parsePhoneNumber(`+${text.replace(/\D/g, '')}`) ?? number];
  const choices = readings.map(({ e164, country }) => ({
    value: e164,
    label: `${e164} (${country})`,
  }));
  const question = { en: 'Which number is meant?', zh: '是哪个号码？' };
  const meant = await choose(context, question, choices, TWO_READINGS);
  return readings.find(({ e164 }) => e164 === meant) ?? number;
}

/** A number as this reader asked to see it. */
export const shownNumber = ({ output }: Context, number: string): string =>
  output.showNumbers ? number : maskPhoneNumber(number);

/** A text without the code, where it is known, and without what could be one: a word of four to eight
 *  Latin letters and digits with a digit among them, or as many digits in a row. */
export function withoutCodes(text: string, code: string | null = null): string {
  const rest = code === null ? text : text.replaceAll(code, hidden(code));
  return rest.replaceAll(COULD_BE_A_CODE, (word) => hidden(word));
}

const COULD_BE_A_CODE =
  /(?<![A-Za-z\d])(?=[A-Za-z]*\d)[A-Za-z\d]{4,8}(?![A-Za-z\d])|(?<!\d)\d{4,8}(?!\d)/g;

const hidden = (code: string) => '•'.repeat(code.length);
