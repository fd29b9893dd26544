import { locale } from './language.ts';

/** The flag of an ISO 3166-1 alpha-2 code as an emoji (two regional indicators), or the code itself if
 *  the machine has no flag emoji, as on Windows and minimal Linux systems. */
export function countryFlag(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return hasFlags() ? '🌐' : '–';
  if (!hasFlags()) return country;
  const offset = 0x1f1e6 - 65;
  return String.fromCodePoint(...Array.from(country, (letter) => letter.charCodeAt(0) + offset));
}

/** Class of the element with the flag: letters have their own size and font. */
export const flagClass = (): string => (hasFlags() ? 'flag' : 'flag is-letters');

let known: boolean | undefined;

/** Whether flags are drawn as colour glyphs; plain letters would have the requested colour. */
function hasFlags(): boolean {
  known ??= drawsInColour('🇨🇳');
  return known;
}

function drawsInColour(text: string): boolean {
  const size = 16;
  const context = new OffscreenCanvas(size, size).getContext('2d', { willReadFrequently: true });
  if (!context) return true;
  context.font = `${size}px 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif`;
  context.fillStyle = '#000';
  context.textBaseline = 'top';
  context.fillText(text, 0, 0);
  const { data } = context.getImageData(0, 0, size, size);
  return data.some((value, index) => index % 4 !== 3 && value > 0);
}

/** The country's name in the page's language, from `Intl`. */
export function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([locale()], { type: 'region' }).of(country) ?? country;
}
