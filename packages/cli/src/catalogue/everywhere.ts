import type { OptionSpec } from '../command.ts';

/** Options of every command. */
export const everywhere: readonly OptionSpec[] = [
  {
    flags: '--json',
    text: { en: 'one JSON document instead of text', zh: '输出 JSON，不输出文字' },
  },
  {
    flags: '--lang <language>',
    text: { en: 'en or zh; default by LANG', zh: '语言：en 或 zh，默认取 LANG' },
    choices: ['en', 'zh'],
  },
];

export const showNumbers: OptionSpec = {
  flags: '--show-numbers',
  text: { en: 'print phone numbers in full', zh: '完整显示手机号码' },
};

export const yes: OptionSpec = {
  flags: '-y, --yes',
  text: { en: 'go ahead without asking', zh: '不再询问，直接执行' },
};
