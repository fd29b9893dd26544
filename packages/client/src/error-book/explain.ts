import { categories, type ErrorCategory, type Judgement, type RetryAdvice } from './categories.ts';
import { errorBook, type ErrorBookEntry, type ErrorBookText } from './error-book.ts';
import type { Language, Words } from '../words.ts';

/** What is known about one code. */
export interface Explanation extends Judgement {
  readonly apiCode: string;
  /** False for a code that is not in the error book; the rest is then a cautious guess. */
  readonly known: boolean;
  readonly category: ErrorCategory;
  /** What happened. For operators: end users should not read about balances and keys. */
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
  unneeded: {
    en: 'Not needed.',
    zh: '无需重发。',
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
const byPrefix: [string, ErrorBookEntry][] = [];
for (const entry of errorBook) {
  if (entry.code.endsWith('*')) {
    byPrefix.push([entry.code.slice(0, -1), entry]);
  } else {
    byCode.set(withoutFamily(entry.code), entry);
  }
}

/**
 * Looks a code up in the error book: refusals of all three products and delivery reports.
 *
 * The same refusal can be `isv.X`, `isp.X` or `X`, depending on the product and its age; all find the
 * same entry.
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
  const entry = byCode.get(code) ?? byPrefix.find(([prefix]) => code.startsWith(prefix))?.[1];
  // A carrier's UNKNOWN is not isp.UNKNOWN, which does not mean that the message was accepted.
  const isOther = code !== apiCode && entry?.category === 'delivery' && entry.code === code;
  return isOther ? undefined : entry;
}

function withoutFamily(code: string): string {
  return code.replace(/^is[vp]\./, '');
}
