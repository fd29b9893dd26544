import { maskPhoneNumber, parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import { choose } from '../ask.ts';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';

/**
 * The number of the first argument, where no settings say how to read it. Eleven digits that may be a
 * mainland number without its 86 or one of the US or Canada are asked about: the code could reach a
 * stranger. A script has to write which of the two it means.
 */
export async function typedNumber(context: Context): Promise<PhoneNumber> {
  const [text = ''] = context.arguments;
  const number = parsePhoneNumber(text);
  const bare = parsePhoneNumber(text, { bareNumbers: 'mainland' });
  if (number === undefined || bare === undefined) throw usageFailure(NO_NUMBER);
  return number.msisdn === bare.msisdn ? number : whichOf(context, number, bare);
}

const NO_NUMBER = {
  en: 'This is not a phone number that can receive SMS. Write it with its country code: +8613800138000',
  zh: '这不是可以接收短信的号码。请带上国家码书写：+8613800138000',
};

async function whichOf(
  context: Context,
  abroad: PhoneNumber,
  mainland: PhoneNumber,
): Promise<PhoneNumber> {
  const { output } = context;
  const [one, other] = [abroad, mainland].map(({ e164 }) => shownNumber(context, e164));
  const { country } = abroad;
  const instead = {
    en: `These digits are ${one} (${country}) or, without its 86, ${other} (CN). Write the number with + and its country code.`,
    zh: `这些数字可能是 ${one}（${country}），也可能是省略 86 的 ${other}（CN）。请在号码前加上 + 和国家码。`,
  };
  if (output.json) throw usageFailure(instead);
  const answer = await choose(
    context,
    { en: 'Which number is meant?', zh: '指的是哪个号码？' },
    [
      { value: 'mainland', label: `${other} (CN)` },
      { value: 'abroad', label: `${one} (${country})` },
    ],
    instead,
  );
  return answer === 'mainland' ? mainland : abroad;
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
