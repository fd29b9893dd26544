import stringWidth from 'fast-string-width';

/** What stays together: blanks, a Chinese character with the marks that may not stand alone beside it,
 *  a word of any other script. A colour's sequence takes no room and belongs to what follows. */
const PIECES =
  /\s+|[（「『《“‘【]*(?:\p{Cc}\[\d+m)*[\p{Script=Han}\u3000-\u303f\uff00-\uffef](?:\p{Cc}\[\d+m)*[，。；：！？、）」』》”’】…]*|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+[，。；：！？、）」』》”’】]*/gu;

/**
 * Breaks a text between words, or between Chinese characters, so that no line takes more than `width`
 * cells. What is longer in one piece, such as an address, stays whole. Lines after the first begin with
 * the first one's blanks.
 */
export const wrapWords = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');

function wrapLine(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  const start = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = '';
  for (const piece of line.match(PIECES) ?? []) {
    if (stringWidth(`${current}${piece}`.trimEnd()) > width && current.trim() !== '') {
      lines.push(current.trimEnd());
      current = `${start}${piece.trimStart()}`;
    } else {
      current += piece;
    }
  }
  return [...lines, current.trimEnd()].join('\n');
}
