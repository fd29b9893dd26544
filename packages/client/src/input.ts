import type { Parameters } from './signature.ts';

type Value = string | number | boolean | undefined;

/** Parameters in wire form, without absent ones: Aliyun distinguishes empty from absent. */
export function present(parameters: Readonly<Record<string, Value>>): Parameters {
  const defined: Record<string, string> = {};
  for (const name in parameters) {
    const value = parameters[name];
    if (value !== undefined) {
      defined[name] = String(value);
    }
  }
  return defined;
}

/** A non-empty string. */
export function requiredText(field: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new TypeError(`${field} must be a non-empty string`);
  }
  return value;
}

/** An integer between `min` and `max`, both included. */
export function wholeNumber(field: string, value: unknown, min: number, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${field} must be a whole number from ${min} to ${max}`);
  }
  return value;
}

/** An id that Aliyun stores as a 64-bit number: a string of digits, or a number. */
export function wireId(field: string, value: unknown): string {
  const digits = typeof value === 'number' ? String(value) : value;
  if (typeof digits !== 'string' || !/^\d{1,19}$/.test(digits)) {
    throw new TypeError(`${field} must be a numeric id`);
  }
  return digits;
}

/** The wire number that a name stands for. */
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

/** A list of strings as Aliyun's newer operations take it: one parameter with a JSON array. */
export function textListJson(field: string, value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (!Array.isArray(value)) {
    throw new TypeError(`${field} must be a list of strings`);
  }
  return JSON.stringify(value.map((text, index) => requiredText(`${field}[${index}]`, text)));
}

/** A day in China time, `20251122`. */
export function wireDay(field: string, value: unknown): string {
  if (typeof value !== 'string' || !/^\d{8}$/.test(value)) {
    throw new TypeError(`${field} must be a date in the form yyyyMMdd`);
  }
  return value;
}

/** A phone number in digits, country code first, without `+`, `00` and surrounding spaces. */
export function wirePhoneNumber(field: string, value: unknown): string {
  const digits = requiredText(field, value)
    .trim()
    .replace(/^(?:\+|00)/, '');
  if (!/^\d{5,17}$/.test(digits)) {
    throw new RangeError(`${field} must be 5 to 17 digits, starting with the country code`);
  }
  return digits;
}

/** As {@link wirePhoneNumber}, but a mainland number without its 86. */
export function barePhoneNumber(field: string, value: unknown): string {
  return wirePhoneNumber(field, value).replace(/^86(?=1\d{10}$)/, '');
}

/** Template variables as the JSON object that Aliyun expects. */
export function templateParamJson(field: string, value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(templateParam(field, value));
}

/** Template variables: an object whose values are strings. */
export function templateParam(field: string, value: unknown): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${field} must be an object whose values are strings`);
  }
  for (const name of Object.keys(value)) {
    if (typeof Reflect.get(value, name) !== 'string') {
      throw new TypeError(`${field}.${name} must be a string`);
    }
  }
  return value;
}
