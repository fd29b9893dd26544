import { isSupportedCountry } from 'libphonenumber-js/max';
import { recommendedGuard } from 'aliyun-sms-sender';
import { z } from 'zod';
import { line } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import type { Words } from '../../language.ts';
import type { Settings } from '../../logto/settings-file.ts';

/** At this size the recommended guard protects a service without anybody noticing it. */
const USUAL_PEOPLE = '500';
const MOST_PEOPLE = 100_000_000;

interface GuardOptions {
  /** What the settings file contains. */
  readonly known: Settings;
  readonly words: Settings;
  /** Those of an earlier guard stay, unless a flag names others. */
  readonly keepsCountries: boolean;
}

/** Settles the abuse guard with one question, and one more if messages go overseas. An existing guard
 *  stays, unless a flag sizes it anew. */
export async function settleGuard(
  context: Context,
  { known, words, keepsCountries }: GuardOptions,
): Promise<Settings> {
  const { options, output, terminal } = context;
  const isSized = options.text('people') !== undefined;
  const exists = Object.keys(Object(known['guard'])).length > 0;
  if (!isSized && (exists || terminal.stdin.isTTY !== true)) return {};
  const peopleADay =
    options.whole('people', { min: 0, max: MOST_PEOPLE }) ?? (await askForPeople(context));
  if (peopleADay === 0) return { guard: undefined };
  const countries =
    (keepsCountries ? countriesOf(context, known) : undefined) ??
    (await settleCountries(context, words));
  const feed = options.flag('feed');
  const { countries: _, ...windows } = recommendedGuard({ peopleADay, countries, feed });
  output.print({
    en: `✓ Guard sized for ${peopleADay} people a day${places(countries).en}.`,
    zh: `✓ 已按每天 ${peopleADay} 人设置防刷${places(countries).zh}。`,
  });
  return { guard: countries.length === 0 ? windows : { countries, ...windows } };
}

const places = (countries: readonly string[]): Words =>
  countries.length === 0
    ? { en: '', zh: '' }
    : { en: `, sending only to ${countries.join(', ')}`, zh: `，仅允许 ${countries.join('、')}` };

const PEOPLE = {
  en: 'How many people request a code on a busy day? Sizes the guard; 0 for none',
  zh: '繁忙时每天约有多少人获取验证码？据此设置防刷；0 表示不开启',
};

async function askForPeople(context: Context): Promise<number> {
  const answer = await line(context, PEOPLE, {
    instead: { en: 'Pass --people.', zh: '请传入 --people。' },
    initial: USUAL_PEOPLE,
    problem: (text) =>
      /^\d{1,9}$/.test(text) && Number(text) <= MOST_PEOPLE
        ? undefined
        : { en: 'Enter a whole number.', zh: '请输入整数。' },
  });
  return Number(answer);
}

function countriesOf({ options }: Context, { guard }: Settings): readonly string[] | undefined {
  if (options.text('countries') !== undefined) return undefined;
  return z.object({ countries: z.array(z.string()) }).safeParse(guard).data?.countries;
}

/** Templates for the mainland alone answer the question. */
async function settleCountries(context: Context, words: Settings): Promise<readonly string[]> {
  const { options, terminal } = context;
  const given = options.text('countries');
  if (given !== undefined) return checkedCountries(given);
  if (!sendsOverseas(words)) return ['CN'];
  if (terminal.stdin.isTTY !== true) return [];
  const answer = await line(context, COUNTRIES, {
    instead: { en: 'Pass --countries.', zh: '请传入 --countries。' },
    initial: 'signName' in words ? 'CN, HK, MO, TW' : '',
    optional: true,
    problem: countriesProblem,
  });
  return countriesIn(answer);
}

const COUNTRIES = {
  en: 'Codes of the only countries and regions to send to; empty for no limit',
  zh: '允许发往的国家或地区代码，其他一律不发；留空表示不限',
};

const sendsOverseas = ({ templates }: Settings): boolean =>
  /"(?:overseas|text)":/.test(JSON.stringify(templates));

const countriesIn = (text: string): readonly string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[\s,，、]+/)
      .filter((country) => country !== ''),
  ),
];

function countriesProblem(text: string): Words | undefined {
  const wrong = countriesIn(text).find((country) => !isSupportedCountry(country));
  return wrong === undefined
    ? undefined
    : {
        en: `${wrong} is not a country code: two capital letters such as CN or HK.`,
        zh: `${wrong} 不是国家或地区代码：应为 CN、HK 这样的两个大写字母。`,
      };
}

function checkedCountries(text: string): readonly string[] {
  const problem = countriesProblem(text);
  if (problem) throw usageFailure(problem);
  return countriesIn(text);
}
