import { errorBook } from 'aliyun-sms-client';
import { distance } from 'fastest-levenshtein';

/** Codes of the book in full; those that end in `*` are beginnings. */
const CODES = errorBook.map(({ code }) => code).filter((code) => !code.endsWith('*'));

const MOST = 3;

/** As the book writes it: letter case and `isv.` or `isp.` in front do not count. */
export const bookCode = (text: string): string | undefined =>
  CODES.find((code) => plain(code) === plain(text));

/** The codes of the book that may have been meant, the nearest first. */
export function nearestCodes(text: string): readonly string[] {
  const wanted = plain(text);
  return CODES.map((code) => ({ code, away: away(wanted, plain(code)) }))
    .filter(({ away: far }) => far <= Math.max(1, wanted.length / 3))
    .toSorted((a, b) => a.away - b.away)
    .slice(0, MOST)
    .map(({ code }) => code);
}

/** A part of a code, a word of it for one, is near; so are the codes of one carrier's gateway. */
function away(wanted: string, code: string): number {
  const isPart = wanted.length >= 4 && code.includes(wanted);
  return isPart ? 1 : distance(wanted, code);
}

const plain = (code: string): string => code.toLowerCase().replace(/^is[vp]\./, '');

/** `MK:0012`: two or three letters name the place at the carrier's, the rest is its own. */
export const isCarriersShape = (code: string): boolean => /^[a-z]{2,3}:[\w-]{1,6}$/i.test(code);
