import type { Parameters } from './signature.ts';

type Value = string | number | boolean | undefined;

/** Parameters in wire form, without the absent ones: an empty value is not the same as none. */
export function present(parameters: Readonly<Record<string, Value>>): Parameters {
  const there: Record<string, string> = {};
  for (const name in parameters) {
    const value = parameters[name];
    if (value !== undefined) {
      there[name] = String(value);
    }
  }
  return there;
}

/** A text that has to be there. */
export function requiredText(field: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new TypeError(`${field} must be a text that is not empty`);
  }
  return value;
}

/** A whole number within bounds, both included. */
export function wholeNumber(field: string, value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(`${field} must be a whole number from ${least} to ${most}`);
  }
  return value;
}

/** An id that Aliyun counts as a 64-bit number: digits, as a text or a number. */
export function wireId(field: string, value: unknown): string {
  const digits = typeof value === 'number' ? String(value) : value;
  if (typeof digits !== 'string' || !/^\d{1,19}$/.test(digits)) {
    throw new TypeError(`${field} must be an id of digits`);
  }
  return digits;
}

/** One of the names of a table, as the number that it stands for on the wire. */
export function wireNumber<Name extends string>(
  field: string,
  value: Name,
  numbers: Readonly<Record<Name, number>>,
): number {
  const number = Object.hasOwn(numbers, value) ? numbers[value] : undefined;
  if (number === undefined) {
    throw new RangeError(`${field} must be one of ${Object.keys(numbers).join(', ')}`);
  }
  return number;
}

/** A list of texts as Aliyun's newer operations take it: one parameter that holds a JSON array. */
export function textListJson(field: string, value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    throw new TypeError(`${field} must be a list of texts`);
  }
  return JSON.stringify(value.map((text, index) => requiredText(`${field}[${index}]`, text)));
}

/** A day of China time, `20251122`. */
export function wireDay(field: string, value: unknown): string {
  if (typeof value !== 'string' || !/^\d{8}$/.test(value)) {
    throw new TypeError(`${field} must be a day written yyyyMMdd`);
  }
  return value;
}

/** A phone number in digits, country code first; `+`, `00` and blanks around are taken off. */
export function wirePhoneNumber(field: string, value: unknown): string {
  const digits = requiredText(field, value)
    .trim()
    .replace(/^(?:\+|00)/, '');
  if (!/^\d{5,17}$/.test(digits)) {
    throw new RangeError(`${field} must be 5 to 17 digits, country code first`);
  }
  return digits;
}

/** As {@link wirePhoneNumber}, but a mainland number is its bare 11 digits. */
export function barePhoneNumber(field: string, value: unknown): string {
  return wirePhoneNumber(field, value).replace(/^86(?=1\d{10}$)/, '');
}

/** Template variables as the JSON object that Aliyun wants, every value a text. */
export function templateParamJson(field: string, value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(templateParam(field, value));
}

/** Template variables: an object whose values are texts. */
export function templateParam(field: string, value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${field} must be an object of texts`);
  }
  for (const name of Object.keys(value)) {
    if (typeof Reflect.get(value, name) !== 'string') {
      throw new TypeError(`${field}.${name} must be a text`);
    }
  }
  return value;
}
