import type { Parameters, Words } from 'aliyun-sms-client';
import type { MessageProduct } from '../messages/message.ts';

/** How a call differs on the wire from the default, a form signed with V1. */
export interface Wire {
  /** Default POST. V1 puts the parameters in a form with POST, in the query with GET or PUT. */
  readonly method?: 'GET' | 'PUT' | undefined;
  /** Default V1. V3 puts parameters in the query. */
  readonly scheme?: 'V3' | undefined;
  /** V3: parameters in a form instead of the query. */
  readonly form?: boolean | undefined;
  /** Parameters (V1) or headers (V3) to leave out. */
  readonly without?: readonly string[] | undefined;
  /** What is wrong with the signature: made with another secret, malformed, or for another body. */
  readonly spoilt?: 'secret' | 'form' | 'body' | undefined;
  /** Offset of the call's timestamp, in minutes. */
  readonly minutes?: number | undefined;
  /** Called twice, with the same bytes or signed again; the second answer counts. */
  readonly twice?: 'same' | 'anew' | undefined;
}

/** One call before it is signed. */
export interface ProbeCall {
  /** Parameters by wire name; they override those of the signature. `{today}` and the like are filled in. */
  readonly request: Parameters;
  readonly wire?: Wire | undefined;
}

/** A call to the live service whose answer is compared with the sandbox's. */
export interface Probe extends ProbeCall {
  readonly what: Words;
  readonly product: MessageProduct;
  /** Needs a number, a signature and a template of the account: maximum of messages that it may send. */
  readonly paid?: 0 | 1 | 2;
  /** Waits for the next minute, when per-number limits restart and reports have arrived. */
  readonly waits?: boolean;
}

/** A number of no carrier, a signature that is too long, and an invalid template code: each of them
 *  alone keeps a call from sending. */
export const NOBODY = '15400000099';
export const NO_SIGN_NAME = 'aliyun-sms-conform';
export const NO_TEMPLATE = 'SMS_0';

/** The account's own values, which are filled into a request before it is signed. */
export interface OwnThings {
  readonly number: string;
  readonly signName: string;
  readonly templateCode: string;
  /** The template's only variable. */
  readonly variable: string;
}
