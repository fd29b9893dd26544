/** Whether the text is a well-formed BCP 47 tag, such as `zh-CN`. */
export function isLocale(text: string): boolean {
  try {
    return new Intl.Locale(text).language !== '';
  } catch {
    return false;
  }
}

/**
 * The tags under which a message's language may be found, closest first: `zh-HK` gives itself,
 * `zh-Hant-HK`, `zh-Hant`, `zh`. Empty for a tag that is not well-formed.
 */
export function localeChain(locale: string): readonly string[] {
  if (!isLocale(locale)) {
    return [];
  }
  const tag = new Intl.Locale(locale);
  const { language, script, region } = tag.maximize();
  const parts = [language, script, region].filter((part) => part !== undefined);
  const inFull = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return [tag.baseName, ...inFull];
}

/** The tags by which a template's `locale` answers: as written, and in full. */
export function localeNames(locale: string): readonly string[] {
  const tag = new Intl.Locale(locale);
  return [tag.baseName, tag.maximize().baseName];
}
