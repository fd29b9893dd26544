import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { combine, type Words } from '../words.ts';

/** For zod's checks: a message in both languages. */
export const saying = (words: Words) => ({ message: words.en, params: { words } });

/** What is wrong with the shape of a setting; zod's own messages are terse and English only. */
export function wordsOf(issue: z.ZodIssue, known: readonly string[]): Words {
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- the schema uses no others
  switch (issue.code) {
    case 'custom':
      return isWords(issue.params?.['words'])
        ? issue.params['words']
        : { en: issue.message, zh: '无效' };
    case 'invalid_type':
      return wrongType(issue);
    case 'invalid_enum_value': {
      const options = issue.options.map(String);
      return { en: `must be one of ${options.join(', ')}`, zh: `只能是 ${options.join('、')}` };
    }
    case 'unrecognized_keys':
      return combine(
        issue.keys.map((key) => unknownKey(key, known)),
        (spoken, language) => spoken.join(language === 'en' ? '; ' : '；'),
      );
    case 'too_small':
      return { en: `must be at least ${issue.minimum}`, zh: `至少为 ${issue.minimum}` };
    case 'too_big':
      return { en: `must be at most ${issue.maximum}`, zh: `至多为 ${issue.maximum}` };
    case 'invalid_union':
      return {
        en: 'has the wrong type: must be a string or a number',
        zh: '类型错误：应为字符串或数字',
      };
    default:
      return { en: issue.message, zh: '无效' };
  }
}

/** Names the key, and the known key that may be meant. */
export function unknownKey(key: string, known: readonly string[]): Words {
  const nearest = closest(key.toLowerCase(), known);
  // With more than a third of the letters wrong it is not a typo.
  const meant = distance(key.toLowerCase(), nearest.toLowerCase()) <= Math.max(1, key.length / 3);
  return {
    en: `unknown setting ${key}${meant ? `, did you mean ${nearest}?` : ''}`,
    zh: `未知设置 ${key}${meant ? `，是否应为 ${nearest}？` : ''}`,
  };
}

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh' in value;

function wrongType({ received, expected }: z.ZodInvalidTypeIssue): Words {
  if (received === 'undefined') {
    return { en: 'is missing', zh: '未填写' };
  }
  const type = TYPES[expected] ?? { en: expected, zh: '其他类型' };
  return { en: `has the wrong type: must be ${type.en}`, zh: `类型错误：应为${type.zh}` };
}

const TYPES: Readonly<Partial<Record<string, Words>>> = {
  string: { en: 'a string', zh: '字符串' },
  number: { en: 'a number', zh: '数字' },
  integer: { en: 'a whole number', zh: '整数' },
  boolean: { en: 'true or false', zh: ' true 或 false' },
  array: { en: 'a list', zh: '列表' },
  object: { en: 'an object', zh: '对象' },
};
