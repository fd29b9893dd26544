import { chinaDay } from '../time/china-time.ts';
import { jsonValue } from '../wire/json-text.ts';
import { Refusal } from '../wire/refusal.ts';
import { parameter, type Call } from './operation.ts';

/** Which of an account's maps an application adds to. */
type Kind = 'signNames' | 'templates';

/** Differs: the total number of signatures and of templates is limited too. */
const MAX_TOTAL = 1000;

const COUNT_REFUSALS: Readonly<Record<Kind, string>> = {
  signNames: 'isv.SIGN_COUNT_OVER_LIMIT',
  templates: 'isv.TEMPLATE_COUNT_OVER_LIMIT',
};

/**
 * Counts one more application on the current day in China. The 30 seconds between two applications on
 * Aliyun's page are only advice. Unverified: that a refused application does not count, and the code
 * (`isv.SMS_OVER_LIMIT` is documented for a hundred per day as well).
 */
export function bookApplication({ account, now }: Call, kind: Kind): void {
  const { start, applications } = account;
  const day = chinaDay(now);
  const counted = applications[kind];
  const today = counted?.day === day ? counted.count : 0;
  if (today >= (start[`${kind}PerDay`] ?? Infinity) || account[kind].size >= MAX_TOTAL) {
    throw new Refusal(kind === 'signNames' ? 'signName' : 'template', COUNT_REFUSALS[kind]);
  }
  applications[kind] = { day, count: today + 1 };
}

/** `MoreData`: a JSON list of file keys. */
export function fileKeys(call: Call): string[] {
  const text = parameter(call, 'MoreData');
  const keys = text === '' ? [] : jsonValue(text);
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) {
    throw new Refusal('parameters', 'InvalidMoreData');
  }
  return keys;
}
