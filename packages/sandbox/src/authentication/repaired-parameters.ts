import type { Parameters } from 'aliyun-sms-client';
import { decodeParameters } from '../wire/wire-request.ts';

/** What a caller meant that sent its `+` as they are: each of them is a plus, and no blank. */
export function withPlusKept(rawQuery: string, form: string): Parameters {
  return decodeParameters(rawQuery.replaceAll('+', '%2B'), form.replaceAll('+', '%2B'));
}

/** What a caller meant that encoded twice. Values that cannot be decoded again stay as they are. */
export function onceMoreDecoded(parameters: Parameters): Parameters {
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
