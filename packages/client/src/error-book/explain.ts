import { categories, type ErrorCategory, type Judgement, type RetryAdvice } from './categories.ts';
import { errorBook, type ErrorBookEntry, type ErrorBookText } from './error-book.ts';

/** Languages of the book. */
export type ErrorBookLocale = 'en' | 'zh';

/** What is known about one code. */
export interface Explanation extends Judgement {
  readonly apiCode: string;
  /** False for a code that the book does not have; the rest is then a careful guess. */
  readonly known: boolean;
  readonly category: ErrorCategory;
  /** What has happened. For operators: end users are not to read about balances and keys. */
  readonly cause: string;
  /** What to do about it. */
  readonly remedy: string;
  /** `retry` in words. */
  readonly retryAdvice: string;
}

const RETRY_ADVICE: Readonly<Record<RetryAdvice, Readonly<Record<ErrorBookLocale, string>>>> = {
  never: {
    en: 'Sending the same again ends the same way.',
    zh: '重发相同请求结果不变。',
  },
  'after-fix': {
    en: 'Send again once this is put right.',
    zh: '处理后再重新发送。',
  },
  'after-wait': {
    en: 'It can succeed later, without a change.',
    zh: '稍后重试即可，无需修改。',
  },
  now: {
    en: 'A fresh attempt can succeed at once.',
    zh: '可立即重新发起。',
  },
  'check-first': {
    en: 'The message may be on its way: look it up before sending it again.',
    zh: '短信可能已发出：重发前先查询发送详情。',
  },
};

const UNKNOWN: Readonly<Record<ErrorBookLocale, ErrorBookText>> = {
  en: [
    'This version does not know the code.',
    "Look it up in Aliyun's error centre (https://api.aliyun.com/troubleshoot), or ask Aliyun support with the request id.",
  ],
  zh: [
    '当前版本未收录该错误码。',
    '在阿里云诊断中心（https://api.aliyun.com/troubleshoot）查询，或凭请求 ID 联系阿里云支持。',
  ],
};

const byCode = new Map<string, ErrorBookEntry>();
const byBeginning: [string, ErrorBookEntry][] = [];
for (const entry of errorBook) {
  if (entry.code.endsWith('*')) {
    byBeginning.push([entry.code.slice(0, -1), entry]);
  } else {
    byCode.set(withoutFamily(entry.code), entry);
  }
}

/**
 * Looks a code up in the error book: refusals of all three products and delivery reports.
 *
 * The same refusal comes as `isv.X`, `isp.X` or `X`, depending on the product and its age: all find
 * the same entry.
 */
export function explainApiCode(apiCode: string, locale: ErrorBookLocale = 'en'): Explanation {
  const entry = find(withoutFamily(apiCode));
  const category = entry?.category ?? 'unknown';
  const { outcome, fixedBy, retry } = { ...categories[category], ...entry };
  const [cause, remedy] = (entry ?? UNKNOWN)[locale];
  const retryAdvice = RETRY_ADVICE[retry][locale];
  const known = entry !== undefined;
  return { apiCode, known, outcome, category, fixedBy, retry, cause, remedy, retryAdvice };
}

function find(code: string): ErrorBookEntry | undefined {
  return byCode.get(code) ?? byBeginning.find(([beginning]) => code.startsWith(beginning))?.[1];
}

function withoutFamily(code: string): string {
  return code.replace(/^is[vp]\./, '');
}
