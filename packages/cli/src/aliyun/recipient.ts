import { maskPhoneNumber, parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import { choose } from '../ask.ts';
import type { Context } from '../command.ts';
import { usageFailure } from '../failure.ts';

/**
 * The number in the first argument, without settings that say how to read it. Eleven digits that may be
 * a mainland number without 86 or a number in the US or Canada are ambiguous: guessing could send the
 * code to a stranger. A person is asked, a script has to write the country code.
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
  zh: '这不是可以接收短信的号码。请带上国家码：+8613800138000',
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
    en: `These digits could be ${one} (${country}) or, with 86 left out, ${other} (CN). Write the number with + and its country code.`,
    zh: `这些数字可能是 ${one}（${country}），也可能是省略 86 的 ${other}（CN）。请在号码前加上 + 和国家码。`,
  };
  if (output.json) throw usageFailure(instead);
  const answer = await choose(
    context,
    { en: 'Which number do you mean?', zh: '您指的是哪个号码？' },
    [
      { value: 'mainland', label: `${other} (CN)` },
      { value: 'abroad', label: `${one} (${country})` },
    ],
    instead,
  );
  return answer === 'mainland' ? mainland : abroad;
}

/** A number, masked unless `--show-numbers`. */
export const shownNumber = ({ output }: Context, number: string): string =>
  output.showNumbers ? number : maskPhoneNumber(number);

/** A text with the code masked, if it is known, and everything that could be one: a word of four to
 *  eight Latin letters and digits with at least one digit, or as many digits in a row. */
export function withoutCodes(text: string, code: string | null = null): string {
  const rest = code === null ? text : text.replaceAll(code, hidden(code));
  return rest.replaceAll(COULD_BE_A_CODE, (word) => hidden(word));
}

const COULD_BE_A_CODE =
  /(?<![A-Za-z\d])(?=[A-Za-z]*\d)[A-Za-z\d]{4,8}(?![A-Za-z\d])|(?<!\d)\d{4,8}(?!\d)/g;

const hidden = (code: string) => '•'.repeat(code.length);
