import { errorBook } from 'aliyun-sms-client';
import { distance } from 'fastest-levenshtein';

/** All codes of the error book but the prefixes, which end in `*`. */
const CODES = errorBook.map(({ code }) => code).filter((code) => !code.endsWith('*'));

const MOST = 3;

/** The code as the book writes it, regardless of letter case and of the prefix `isv.` or `isp.`. */
export const bookCode = (text: string): string | undefined =>
  CODES.find((code) => plain(code) === plain(text));

/** The codes that may have been meant, nearest first. */
export function nearestCodes(text: string): readonly string[] {
  const typed = plain(text);
  return CODES.map((code) => ({ code, distance: distanceTo(plain(code), typed) }))
    .filter(({ distance: far }) => far <= Math.max(1, typed.length / 3))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ code }) => code);
}

/** A part of a code, such as a word of it, counts as near. */
function distanceTo(code: string, typed: string): number {
  const isPart = typed.length >= 4 && code.includes(typed);
  return isPart ? 1 : distance(typed, code);
}

const plain = (code: string): string => code.toLowerCase().replace(/^is[vp]\./, '');

/** `MK:0012`: two or three letters for the gateway, then the carrier's own code. */
export const isCarriersShape = (code: string): boolean => /^[a-z]{2,3}:[\w-]{1,6}$/i.test(code);
