import type { Language, Words } from 'aliyun-sms-client';

export type { Language, Words };

/** Chinese for those who asked for it, English for all others. */
export function languageOf(locale: string | undefined): Language {
  return locale !== undefined && /^zh(?:-|$)/i.test(locale) ? 'zh' : 'en';
}

/** Words made of words. A part that is a plain text is the same in both languages. */
export function combine(
  parts: readonly (Words | string)[],
  join: (spoken: readonly string[], language: Language) => string,
): Words {
  const inOne = (language: Language) =>
    join(
      parts.map((part) => (typeof part === 'string' ? part : part[language])),
      language,
    );
  return { en: inOne('en'), zh: inOne('zh') };
}

/** For a reader whose language nobody knows: English first; once, where the two are the same. */
export const bilingual = ({ en, zh }: Words): string => (en === zh ? en : `${en} / ${zh}`);
