import { stripVTControlCharacters } from 'node:util';

/** Controls (C0, C1, DEL), bidi and other format characters, and Unicode's line separators. The two
 *  joiners stay: emoji and several scripts need them. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A text that is safe to print: those of Aliyun, Logto, files and the sandbox's callers must not
 *  control the terminal or reverse a line. Line breaks stay. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replaceAll(UNSEEN, (character) => (character === '\n' ? '\n' : blankOf(character)));

const blankOf = (character: string): string =>
  /[\t\r\v\f\u2028\u2029]/.test(character) ? ' ' : '';

/** The same on one line: further lines could pass for lines of ours. */
export const onOneLine = (text: string): string => printable(text).replaceAll(/\s*\n\s*/g, ' ');

/** JSON with the same value, in which every character that a terminal would not show is escaped. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replaceAll(UNSEEN, (character) =>
    character === '\n' ? character : escaped(character),
  );

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
