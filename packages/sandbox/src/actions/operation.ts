import type { Parameters } from 'aliyun-sms-client';
import type { Account } from '../accounts.ts';
import type { MessageProduct } from '../message-store.ts';
import type { AliyunState } from '../sandbox-state.ts';
import type { Fields } from '../wire-answer.ts';

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
  /** The gateway refuses the call when one of these is absent or empty; in this order. */
  readonly required?: readonly string[];
  /** Refuses GET. Default: GET and POST. */
  readonly postOnly?: true;
  /** Calls a second for an account; default 5,000. */
  readonly qps?: number;
  /** Throws a `Refusal`, or gives the answer's own fields (without `Code`, `Message`). */
  readonly run: (call: Call) => Fields;
}

/** A parameter's text; empty where it is absent. */
export function parameter({ parameters }: Call, name: string): string {
  return parameters[name] ?? '';
}
