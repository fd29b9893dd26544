import { percentEncode } from './percent-encoding.ts';
import type { HttpRequest } from './transport.ts';

const MAX_LENGTH = 200;

/** No text of Aliyun's is so long; to mask a megabyte would take half a second of everybody's time. */
const LONGEST_READ = 10_000;

/** From here on, gateway messages repeat the request that they refuse. */
const REQUEST_ECHO = /server string|string ?to ?sign|canonical ?request/i;

/** Between the characters of a code, where somebody writes it as `428-195` or `4 2 8 1 9 5`. */
const SEPARATORS = '[\\s\\p{Pd}.,:;_/·]{0,3}';

/** Verification codes have four digits or more, phone numbers too. */
const DIGITS = new RegExp(`\\p{N}(?:${SEPARATORS}\\p{N}){3,}`, 'gu');

/**
 * Escape sequences, other controls (C0 and C1) and marks that turn or hide text: a terminal or a page
 * would obey them.
 */
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** Sent values below this length are too short to be a secret, and to be masked without harm. */
const SHORTEST_MASKED = 3;

/** A code that somebody spells out is at most this long. */
const LONGEST_SPELLED = 16;

/**
 * Text that came from the other side, fit to be shown: without anything that the request held, without
 * longer digit runs, however they are grouped, without characters that a terminal obeys, on one line,
 * at most 200 characters.
 *
 * For codes that the error book does not know; the texts of known ones never leave the classifier.
 */
export function foreignText(text: unknown, request: HttpRequest): string {
  if (typeof text !== 'string' || text.length > LONGEST_READ) {
    return '';
  }
  const visible = visiblePart(text);
  const echo = REQUEST_ECHO.exec(visible);
  let shown = echo === null ? visible : visible.slice(0, echo.index);
  for (const value of sentValues(request)) {
    shown = shown.replaceAll(value.length > LONGEST_SPELLED ? value : spelled(value), '***');
  }
  return shown.replace(DIGITS, '****').replace(/\s+/g, ' ').trim().slice(0, MAX_LENGTH);
}

function visiblePart(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** A value as it stands, or with something between its characters. */
function spelled(value: string): RegExp {
  const characters = Array.from(value, (character) =>
    character.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&'),
  );
  return new RegExp(characters.join(SEPARATORS), 'gu');
}

/** Longest first, so that no value is left half-masked by a shorter one inside it. */
function sentValues({ url, headers, body }: HttpRequest): string[] {
  const parameters = [new URL(url).searchParams, new URLSearchParams(body ?? '')];
  const values = [
    url,
    ...Object.values(headers),
    ...parameters.flatMap((some) => [...some.values()]).flatMap(withInnerValues),
  ];
  const spellings = values.flatMap((value) => [value, percentEncode(value), inJson(value)]);
  return [...new Set(spellings.map(visiblePart))]
    .filter((value) => value.length >= SHORTEST_MASKED)
    .toSorted((a, b) => b.length - a.length);
}

/** A parameter may be JSON, as TemplateParam is: its own values are values that were sent. */
function withInnerValues(value: string): string[] {
  const inner: string[] = [value];
  try {
    JSON.parse(value, (_, leaf: unknown) => {
      if (typeof leaf === 'string' || typeof leaf === 'number') {
        inner.push(String(leaf));
      }
      return leaf;
    });
  } catch {
    // Not JSON: the value as it stands is all there is.
  }
  return inner;
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
