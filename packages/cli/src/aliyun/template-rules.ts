import { TEMPLATE_TYPES, type TemplateType } from 'aliyun-sms-client';
import type { Words } from '../language.ts';
import { variablesOf } from './template-text.ts';

/**
 * What Aliyun's reviewers would reject in a template, found before applying.
 * Source: https://help.aliyun.com/zh/sms/user-guide/sms-template-specifications/
 */
export function templateProblems(content: string, type: TemplateType): readonly Words[] {
  return RULES.filter(({ types, breaks }) => types.includes(type) && breaks(content)).map(
    ({ problem }) => problem,
  );
}

interface Rule {
  readonly types: readonly TemplateType[];
  readonly breaks: (content: string) => boolean;
  readonly problem: Words;
}

const RULES: readonly Rule[] = [
  {
    types: TEMPLATE_TYPES,
    breaks: (content) => content.length < 1 || content.length > 500,
    problem: { en: 'A template must have 1 to 500 characters.', zh: '模板须为 1 至 500 个字符。' },
  },
  {
    types: TEMPLATE_TYPES,
    breaks: (content) => /[【】]/.test(content) || /^\s*\[|\]\s*$/.test(content),
    problem: {
      en: 'A template must not contain 【】, nor begin or end with [ ]: Aliyun adds the signature itself.',
      zh: '模板不能包含【】，首尾不能有 [ ]：签名由阿里云自动添加。',
    },
  },
  {
    types: ['verification'],
    breaks: (content) => variablesOf(content).length !== 1,
    problem: {
      en: 'A verification template has exactly one variable, the code. Write the validity period as text.',
      zh: '验证码模板只能有一个变量，即验证码本身。有效期请直接写成文字。',
    },
  },
  {
    types: ['verification'],
    breaks: (content) => !/验证码|注册码|校验码|动态码/.test(content),
    problem: {
      en: 'A verification template must contain 验证码, 注册码, 校验码 or 动态码.',
      zh: '验证码模板必须包含“验证码”“注册码”“校验码”或“动态码”。',
    },
  },
  {
    types: ['verification'],
    breaks: (content) => /https?:|www\.|\d{7,}/i.test(content),
    problem: {
      en: 'A verification template must not contain links or contact details.',
      zh: '验证码模板不能包含链接和联系方式。',
    },
  },
  {
    types: ['promotion'],
    breaks: (content) => !content.trimEnd().endsWith('拒收请回复R'),
    problem: {
      en: 'A promotional template must end with 拒收请回复R.',
      zh: '推广短信必须以“拒收请回复R”结尾。',
    },
  },
];
