import { percentEncode } from './percent-encoding.ts';
import type { HttpRequest } from './transport.ts';

const MAX_LENGTH = 200;

/** Aliyun's texts are never this long, and masking a megabyte would take half a second. */
const MAX_READ = 10_000;

/** From here on, gateway messages echo the refused request. */
const REQUEST_ECHO = /server string|string ?to ?sign|canonical ?request/i;

/** Between the characters of a code written as `428-195` or `4 2 8 1 9 5`. */
const SEPARATORS = '[\\s\\p{Pd}.,:;_/·]{0,3}';

/** Verification codes and phone numbers have four digits or more. */
const DIGITS = new RegExp(`\\p{N}(?:${SEPARATORS}\\p{N}){3,}`, 'gu');

/**
 * Escape sequences, other control characters (C0 and C1) and marks that reverse or hide text: a
 * terminal or page would interpret them.
 */
const INVISIBLE = /(?!\s)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

/** Shorter values are not secrets, and masking them would garble the text. */
const SHORTEST_MASKED = 3;

/** A code that is spelled out has at most this many characters. */
const LONGEST_SPELLED = 16;

/**
 * Text received from a server, made safe to show: no value of the request, no longer run of digits,
 * however grouped, no characters that a terminal would interpret; one line, at most 200 characters.
 *
 * For codes that the error book does not know; received texts of known codes are never shown.
 */
export function foreignText(text: unknown, request: HttpRequest): string {
  if (typeof text !== 'string' || text.length > MAX_READ) {
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

/** A value, with or without separators between its characters. */
function spelled(value: string): RegExp {
  const characters = Array.from(value, (character) =>
    character.replace(/[\^$\\.*+?()[\]{}|/]/, '\\$&'),
  );
  return new RegExp(characters.join(SEPARATORS), 'gu');
}

/** Longest first, so that a shorter value inside a longer one does not leave it half masked. */
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

/** A parameter may be JSON, like TemplateParam: the values inside were sent too. */
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
    // Not JSON: there are no inner values.
  }
  return inner;
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
