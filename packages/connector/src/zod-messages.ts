import { z } from 'zod';
import { both } from './locale.ts';

/** What is wrong with the shape of a setting; zod says it in English only. */
export const inBothLanguages: z.ZodErrorMap = (issue, { defaultError }) => ({
  message: both(defaultError, inChinese(issue)),
});

function inChinese(issue: z.ZodIssueOptionalMessage): string {
  if (issue.code === 'invalid_type') {
    return issue.received === 'undefined' ? '未填写' : `应为${TYPES[issue.expected] ?? '其他类型'}`;
  }
  if (issue.code === 'invalid_enum_value') {
    return `只能是 ${issue.options.join('、')}`;
  }
  if (issue.code === 'unrecognized_keys') {
    return `没有这样的设置：${issue.keys.join('、')}`;
  }
  if (issue.code === 'too_small') {
    return `至少为 ${String(issue.minimum)}`;
  }
  return issue.code === 'too_big' ? `至多为 ${String(issue.maximum)}` : '无效';
}

const TYPES: Readonly<Partial<Record<string, string>>> = {
  string: '文本',
  number: '数字',
  integer: '整数',
  boolean: ' true 或 false',
  array: '列表',
  object: '对象',
};
