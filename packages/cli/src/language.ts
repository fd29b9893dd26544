/** A text in the two languages of the command line. */
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Localized;

/** The language of an explicit choice (`--lang`), else of the locale variables in POSIX order.
 *  `zh*` in any form is Chinese; everything else is English. */
export function chooseLanguage(
  environment: Readonly<Record<string, string | undefined>>,
  explicit?: string,
): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = explicit ?? [LC_ALL, LC_MESSAGES, LANG].find((value) => value) ?? '';
  return /^zh/i.test(locale) ? 'zh' : 'en';
}
