import { locale } from './language.ts';

/** The flag of an ISO 3166-1 alpha-2 code as an emoji: two regional indicator letters. */
export function countryFlag(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return '🌐';
  const offset = 0x1f1e6 - 65;
  return String.fromCodePoint(...Array.from(country, (letter) => letter.charCodeAt(0) + offset));
}

/** The country's name in the page's language, from the browser's own tables. */
export function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([locale()], { type: 'region' }).of(country) ?? country;
}
