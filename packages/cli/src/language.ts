import type { Language, Words } from 'aliyun-sms-sender';

export type { Language, Words };

/** The one reading of a text in two languages. */
export const textIn = (language: Language, text: Words): string => text[language];

/** The language of a locale as people and systems write it: `zh`, `zh-CN`, `zh_CN.UTF-8`, `en-US`.
 *  Nothing where it is another's. */
export function languageOf(locale: string): Language | undefined {
  const [, word] = /^(zh|en)(?:$|[-_.@])/i.exec(locale) ?? [];
  return LANGUAGES.find((language) => language === word?.toLowerCase());
}

export const LANGUAGES = ['en', 'zh'] as const satisfies readonly Language[];

/** The language of an explicit choice (`--lang`), else of the locale variables in POSIX order;
 *  English where they name no other. */
export function chooseLanguage(
  environment: Readonly<Record<string, string | undefined>>,
  explicit?: string,
): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = explicit ?? [LC_ALL, LC_MESSAGES, LANG].find((value) => value) ?? '';
  return languageOf(locale) ?? 'en';
}
