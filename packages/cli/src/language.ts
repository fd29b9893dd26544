import type { Language, Words } from 'aliyun-sms-sender';

export type { Language, Words };

export const textIn = (language: Language, text: Words): string => text[language];

/** The language of a locale as people and systems write it: `zh`, `zh-CN`, `zh_CN.UTF-8`, `en-US`;
 *  undefined for other languages. */
export function languageOf(locale: string): Language | undefined {
  const [, word] = /^(zh|en)(?:$|[-_.@])/i.exec(locale) ?? [];
  return LANGUAGES.find((language) => language === word?.toLowerCase());
}

export const LANGUAGES = ['en', 'zh'] as const satisfies readonly Language[];

/** `--lang`, else the locale variables in POSIX order, else English. */
export function chooseLanguage(
  environment: Readonly<Record<string, string | undefined>>,
  explicit?: string,
): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = explicit ?? [LC_ALL, LC_MESSAGES, LANG].find((value) => value) ?? '';
  return languageOf(locale) ?? 'en';
}
