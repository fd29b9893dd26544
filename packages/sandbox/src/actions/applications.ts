import { chinaDay } from '../time/china-time.ts';
import { Refusal } from '../wire/refusal.ts';
import { parameter, type Call } from './operation.ts';

/** What of an account an application adds to. */
type Kind = 'signNames' | 'templates';

/** Differs: the whole stock of an account is bounded too. */
const MAX_STOCK = 1000;

const COUNT_REFUSALS: Readonly<Record<Kind, string>> = {
  signNames: 'isv.SIGN_COUNT_OVER_LIMIT',
  templates: 'isv.TEMPLATE_COUNT_OVER_LIMIT',
};

/**
 * Books one more application of the day in China. The 30 seconds between two of them that Aliyun's
 * page speaks of are advice. Unverified: that a refused application does not count, and the code
 * (`isv.SMS_OVER_LIMIT` is documented for a hundred a day as well).
 */
export function bookApplication({ account, now }: Call, kind: Kind): void {
  const { start, applications } = account;
  const day = chinaDay(now);
  const counted = applications[kind];
  const today = counted?.day === day ? counted.count : 0;
  if (today >= (start[`${kind}PerDay`] ?? Infinity) || account[kind].size >= MAX_STOCK) {
    throw new Refusal(kind === 'signNames' ? 'signName' : 'template', COUNT_REFUSALS[kind]);
  }
  applications[kind] = { day, count: today + 1 };
}

/** `MoreData`: a JSON list of file keys. */
export function fileKeys(call: Call): string[] {
  const text = parameter(call, 'MoreData');
  try {
    const keys: unknown = JSON.parse(text === '' ? '[]' : text);
    if (Array.isArray(keys) && keys.every((key) => typeof key === 'string')) {
      return keys;
    }
  } catch {
    // The same refusal as for JSON that is no list.
  }
  throw new Refusal('parameters', 'InvalidMoreData');
}
