import stringWidth from 'fast-string-width';

/** Pieces that are never broken: blanks, a Chinese character with its punctuation, a word of any other
 *  script. A colour sequence has no width and belongs to what follows it. */
const PIECES =
  /\s+|[（「『《“‘【]*(?:\p{Cc}\[\d+m)*[\p{Script=Han}\u3000-\u303f\uff00-\uffef](?:\p{Cc}\[\d+m)*[，。；：！？、）」』》”’】…]*|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+[，。；：！？、）」』》”’】]*/gu;

/**
 * Breaks a text between words, or between Chinese characters, so that no line is wider than `width`
 * cells. A piece that is wider, such as a URL, stays whole. Continuation lines are indented like the
 * first.
 */
export const wrapWords = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');

function wrapLine(line: string, width: number): string {
  if (stringWidth(line) <= width) return line;
  const start = line.replace(/[^ ][^]*/, '');
  const lines: string[] = [];
  let current = '';
  for (const [piece] of line.matchAll(PIECES)) {
    if (stringWidth(`${current}${piece}`.trimEnd()) > width && current.trim() !== '') {
      lines.push(current.trimEnd());
      current = `${start}${piece.trimStart()}`;
    } else {
      current += piece;
    }
  }
  return [...lines, current.trimEnd()].join('\n');
}
