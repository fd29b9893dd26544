import { stripVTControlCharacters } from 'node:util';

/** Controls (C0, C1, DEL), bidi and other format characters, and Unicode's line separators. The two
 *  joiners stay: emoji and several scripts are written with them. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** A text as a terminal may get it: Aliyun, Logto, files and callers of the sandbox write texts, and
 *  none may steer the terminal or turn the line around. Line breaks stay. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replaceAll(UNSEEN, (character) => (character === '\n' ? '\n' : blankOf(character)));

const blankOf = (character: string): string =>
  /[\t\r\v\f\u2028\u2029]/.test(character) ? ' ' : '';

/** The same on one line: a text of several could pass for lines of ours. */
export const onOneLine = (text: string): string => printable(text).replaceAll(/\s*\n\s*/g, ' ');

/** JSON that is equal to any reader, and shows a terminal nothing but signs that can be seen. */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replaceAll(UNSEEN, (character) =>
    character === '\n' ? character : escaped(character),
  );

const escaped = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    .map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`)
    .join('');
