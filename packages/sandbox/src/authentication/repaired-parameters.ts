import type { Parameters } from 'aliyun-sms-client';
import { decodeParameters } from '../wire/wire-request.ts';

/** The parameters of a caller that sent `+` unencoded: each `+` is a plus sign, not a space. */
export function withPlusKept(rawQuery: string, form: string): Parameters {
  return decodeParameters(rawQuery.replaceAll('+', '%2B'), form.replaceAll('+', '%2B'));
}

/** The parameters of a caller that encoded twice. Values that cannot be decoded again stay the same. */
export function decodedAgain(parameters: Parameters): Parameters {
  const pairs = Object.entries(parameters).map(([name, value]) => [name, decoded(value)] as const);
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
