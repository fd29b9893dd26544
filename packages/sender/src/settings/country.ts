const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** Unicode regions that are groups of countries, or for tests. */
const NO_COUNTRIES: ReadonlySet<string> = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);

/** Whether it is an ISO 3166-1 alpha-2 code in use: neither `XX`, nor `UK` for GB. */
export function isCountry(code: string): boolean {
  return (
    /^[A-Z]{2}$/.test(code) &&
    !NO_COUNTRIES.has(code) &&
    names.of(code) !== undefined &&
    // A retired code is replaced by its successor.
    new Intl.Locale(`und-${code}`).region === code
  );
}
