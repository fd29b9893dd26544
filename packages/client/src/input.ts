import type { Parameters } from './signature.ts';

/** Parameters without the absent ones: an empty value is not the same as none for Aliyun. */
export function present(parameters: Readonly<Record<string, string | undefined>>): Parameters {
  const there: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) {
      there[name] = value;
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

/** Template variables as the JSON object that Aliyun wants, every value a text. */
export function templateParamJson(field: string, value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${field} must be an object of texts`);
  }
  for (const [name, variable] of Object.entries(value)) {
    if (typeof variable !== 'string') {
      throw new TypeError(`${field}.${name} must be a text`);
    }
  }
  return JSON.stringify(value);
}
