/** A field of an answer, in the order in which it is written. */
export type Field =
  | string
  | number
  | boolean
  | readonly Field[]
  | { readonly [name: string]: Field | undefined };

/** The top level of an answer. Fields that are `undefined` are left out. */
export type Fields = { readonly [name: string]: Field | undefined };

export type AnswerFormat = 'JSON' | 'XML';

export const CONTENT_TYPES: Readonly<Record<AnswerFormat, string>> = {
  JSON: 'application/json;charset=utf-8',
  XML: 'text/xml;charset=utf-8',
};

/** `root`: the XML root element, `Error` or the operation followed by `Response`. */
export function writeAnswer(format: AnswerFormat, root: string, fields: Fields): string {
  return format === 'JSON'
    ? JSON.stringify(fields)
    : `<?xml version='1.0' encoding='UTF-8'?>${element(root, fields)}`;
}

/** For a list the element is repeated. */
function element(name: string, field: Field | undefined): string {
  if (field === undefined) {
    return '';
  }
  if (isList(field)) {
    return field.map((item) => element(name, item)).join('');
  }
  const content =
    typeof field === 'object'
      ? Object.entries(field)
          .map(([child, value]) => element(child, value))
          .join('')
      : escapeText(String(field));
  return `<${name}>${content}</${name}>`;
}

function isList(field: Field): field is readonly Field[] {
  return Array.isArray(field);
}

const XML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Leaves out characters that XML 1.0 does not allow. */
function escapeText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[&<>]/g, (character) => XML_ESCAPES[character] ?? character);
}
