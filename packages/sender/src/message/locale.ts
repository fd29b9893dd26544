/** Whether the text is a well-formed BCP 47 tag, such as `zh-CN`. */
export function isLocale(text: string): boolean {
  try {
    return new Intl.Locale(text).language !== '';
  } catch {
    return false;
  }
}

/**
 * The tags that match a message's language, closest first: for `zh-HK` itself, `zh-Hant-HK`, `zh-Hant`,
 * `zh`. Empty for a malformed tag.
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

/** The tags that a template's `locale` matches: as written, and in full. */
export function localeNames(locale: string): readonly string[] {
  const tag = new Intl.Locale(locale);
  return [tag.baseName, tag.maximize().baseName];
}
