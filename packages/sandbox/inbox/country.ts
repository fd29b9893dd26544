import { locale } from './language.ts';

/** The flag of an ISO 3166-1 alpha-2 code as an emoji: two regional indicator letters. The code's own
 *  letters where the machine has no such emoji: Windows never has, small Linux systems neither. */
export function countryFlag(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return hasFlags() ? '🌐' : '–';
  if (!hasFlags()) return country;
  const offset = 0x1f1e6 - 65;
  return String.fromCodePoint(...Array.from(country, (letter) => letter.charCodeAt(0) + offset));
}

/** Class of the element with the flag: letters have a size and a font of their own. */
export const flagClass = (): string => (hasFlags() ? 'flag' : 'flag is-letters');

let known: boolean | undefined;

/** Whether flags are drawn: a glyph in colours, where letters would be in the one asked for. */
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

/** The country's name in the page's language, from the browser's own tables. */
export function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames([locale()], { type: 'region' }).of(country) ?? country;
}
