import { categories, type ErrorCategory, type Judgement, type RetryAdvice } from './categories.ts';
import { errorBook, type ErrorBookEntry, type ErrorBookText } from './error-book.ts';
import type { Language, Words } from '../words.ts';

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

const RETRY_ADVICE: Readonly<Record<RetryAdvice, Words>> = {
  never: {
    en: 'No: the same request fails again.',
    zh: '不能：相同请求会再次失败。',
  },
  'after-fix': {
    en: 'Once this is fixed.',
    zh: '处理后可以重发。',
  },
  'after-wait': {
    en: 'Later, without a change.',
    zh: '稍后可以，无需修改。',
  },
  now: {
    en: 'Immediately.',
    zh: '可以立即重试。',
  },
  'check-first': {
    en: 'Look it up first: the message may be on its way.',
    zh: '先查询发送详情：短信可能已发出。',
  },
};

const UNKNOWN: Readonly<Record<Language, ErrorBookText>> = {
  en: [
    'This code is not in the error book.',
    "Look it up in Aliyun's error centre (https://api.aliyun.com/troubleshoot), or contact Aliyun support with the request ID.",
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
export function explainApiCode(apiCode: string, locale: Language = 'en'): Explanation {
  const entry = find(apiCode);
  const category = entry?.category ?? 'unknown';
  const { outcome, fixedBy, retry } = { ...categories[category], ...entry };
  const [cause, remedy] = (entry ?? UNKNOWN)[locale];
  const retryAdvice = RETRY_ADVICE[retry][locale];
  const known = entry !== undefined;
  return { apiCode, known, outcome, category, fixedBy, retry, cause, remedy, retryAdvice };
}

function find(apiCode: string): ErrorBookEntry | undefined {
  const code = withoutFamily(apiCode);
  const entry =
    byCode.get(code) ?? byBeginning.find(([beginning]) => code.startsWith(beginning))?.[1];
  // A carrier's UNKNOWN is no isp.UNKNOWN, which says nothing of a message that was taken.
  const isOther = code !== apiCode && entry?.category === 'delivery' && entry.code === code;
  return isOther ? undefined : entry;
}

function withoutFamily(code: string): string {
  return code.replace(/^is[vp]\./, '');
}
