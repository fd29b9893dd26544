import type { Parameters } from 'aliyun-sms-client';
import type { Account } from '../accounts/accounts.ts';
import type { Message, MessageProduct } from '../messages/message.ts';
import { jsonValue } from '../wire/json-text.ts';
import { Refusal } from '../wire/refusal.ts';
import type { AliyunState } from '../sandbox-state.ts';
import type { Fields } from '../wire/wire-answer.ts';

/** One authenticated call. */
export interface Call {
  readonly action: string;
  /** Decoded, by wire name. */
  readonly parameters: Parameters;
  readonly account: Account;
  readonly accessKeyId: string;
  readonly requestId: string;
  /** Sandbox clock, ms since 1970. */
  readonly now: number;
  readonly state: AliyunState;
}

/** One operation of one product. */
export interface Operation {
  readonly action: string;
  readonly product: MessageProduct;
  /** The gateway refuses the call if one of these is absent or empty, in this order. */
  readonly required?: readonly string[];
  /** Refuses GET. Default: GET and POST. */
  readonly postOnly?: true;
  /** Calls per second and account; default 5,000. */
  readonly qps?: number;
  /** Throws a `Refusal`, or returns the answer's own fields (without `Code`, `Message`). */
  readonly run: (call: Call) => Fields;
}

/** A parameter's text; empty if it is absent. */
export function parameter({ parameters }: Call, name: string): string {
  return parameters[name] ?? '';
}

/** A parameter that is a whole number within bounds; the fallback if it is absent. */
export function wholeNumber(
  call: Call,
  name: string,
  bounds: { readonly min: number; readonly max: number; readonly fallback?: number },
): number {
  const text = parameter(call, name);
  const value =
    text === '' && bounds.fallback !== undefined
      ? bounds.fallback
      : /^\d{1,15}$/.test(text)
        ? Number(text)
        : Number.NaN;
  if (!(value >= bounds.min && value <= bounds.max)) {
    throw invalid(name);
  }
  return value;
}

/** A parameter that is `true` or `false`. */
export function flag(call: Call, name: string): boolean | undefined {
  const text = parameter(call, name);
  if (text !== '' && text !== 'true' && text !== 'false') {
    throw invalid(name);
  }
  return text === '' ? undefined : text === 'true';
}

/** A parameter that is a JSON list. */
export function jsonList(call: Call, name: string): readonly unknown[] {
  const value = jsonValue(parameter(call, name));
  if (!Array.isArray(value)) {
    throw new Refusal('parameters', 'isv.INVALID_JSON_PARAM');
  }
  return value;
}

/** Whether the calling account sent this message. */
export function isOwn({ account, state }: Call, { accessKeyId }: Message): boolean {
  return state.accounts.find(accessKeyId)?.account === account;
}

/** The refusal of a malformed parameter. */
export function invalid(name: string): Refusal {
  return new Refusal('parameters', 'isv.INVALID_PARAMETERS', { message: `${name}参数格式不正确` });
}
