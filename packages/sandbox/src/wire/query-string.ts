import { parse } from 'node:querystring';
import type { Parameters } from 'aliyun-sms-client';

export interface DecodedQuery {
  /** Without inherited properties, because names are arbitrary. */
  readonly parameters: Parameters;
  /** Whether the text is, byte by byte, the canonical query of signature V3. */
  readonly isCanonical: boolean;
}

/** An empty prototype: objects with it are faster than those of `Object.create(null)`. */
export const NO_NAMES: object = Object.freeze(Object.create(null));

/** A character that needs no percent-encoding, or the upper-case encoding of a byte that needs it. */
const CHARACTER =
  '(?:[A-Za-z0-9_.~-]|%(?:[01][0-9A-F]|2[0-9A-CF]|3[A-F]|40|5[B-E]|60|7[BCDF]|[89A-F][0-9A-F]))';
const PAIR = `${CHARACTER}+=${CHARACTER}*`;
const CANONICAL = new RegExp(`^${PAIR}(?:&${PAIR})*$`);
const ESCAPED = /[%+]/;

/**
 * Decodes a query or a form. `+` is a space and `%XX` is UTF-8; malformed parts stay unchanged, so that
 * the signature check refuses them. Of a repeated name the first value counts.
 */
export function decodeQuery(text: string): DecodedQuery {
  try {
    return decodeWellFormed(text);
  } catch {
    return decodeMalformed(text);
  }
}

/** Throws for malformed percent-encoding or invalid UTF-8. */
function decodeWellFormed(text: string): DecodedQuery {
  const parameters: Record<string, string> = Object.create(NO_NAMES);
  let isSorted = true;
  let last = '';
  let start = 0;
  while (start < text.length) {
    const separator = text.indexOf('&', start);
    const end = separator === -1 ? text.length : separator;
    if (end > start) {
      const equals = text.indexOf('=', start);
      const nameEnd = equals === -1 || equals > end ? end : equals;
      const name = decode(text.slice(start, nameEnd));
      const value = decode(text.slice(nameEnd + 1, end));
      parameters[name] ??= value;
      isSorted &&= name > last;
      last = name;
    }
    start = end + 1;
  }
  return { parameters, isCanonical: isSorted && CANONICAL.test(text) };
}

function decode(text: string): string {
  return ESCAPED.test(text)
    ? decodeURIComponent(text.includes('+') ? text.replaceAll('+', ' ') : text)
    : text;
}

function decodeMalformed(text: string): DecodedQuery {
  const parameters: Record<string, string> = Object.create(NO_NAMES);
  for (const [name, value] of Object.entries(parse(text, '&', '=', { maxKeys: 0 }))) {
    parameters[name] = (Array.isArray(value) ? value[0] : value) ?? '';
  }
  return { parameters, isCanonical: false };
}
