import type { Language, Words } from 'aliyun-sms-client';

export type { Language, Words };

/** Chinese for Chinese locales, English for all others. */
export function languageOf(locale: string | undefined): Language {
  return locale !== undefined && /^zh(?:-|$)/i.test(locale) ? 'zh' : 'en';
}

/** Builds words from parts. A plain string is the same in both languages. */
export function combine(
  parts: readonly (Words | string)[],
  join: (spoken: readonly string[], language: Language) => string,
): Words {
  const inLanguage = (language: Language) =>
    join(
      parts.map((part) => (typeof part === 'string' ? part : part[language])),
      language,
    );
  return { en: inLanguage('en'), zh: inLanguage('zh') };
}

/** For a reader whose language is unknown: English first; once, if both are the same. */
export const bilingual = ({ en, zh }: Words): string => (en === zh ? en : `${en} / ${zh}`);
