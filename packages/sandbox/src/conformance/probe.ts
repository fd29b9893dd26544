import type { Parameters, Words } from 'aliyun-sms-client';
import type { MessageProduct } from '../messages/message.ts';

/** How a call is put on the wire, where that differs from a form that V1 signs. */
export interface Wire {
  /** Default POST; V1 then fills a form, with GET or PUT a query. */
  readonly method?: 'GET' | 'PUT' | undefined;
  /** Default V1. V3 puts parameters in the query. */
  readonly scheme?: 'V3' | undefined;
  /** V3: parameters in a form instead. */
  readonly form?: boolean | undefined;
  /** Parameters, or headers of V3, that are left out. */
  readonly without?: readonly string[] | undefined;
  /** What is wrong with the signature: made with another secret; no signature by its form; of another
   *  body than the one sent. */
  readonly spoilt?: 'secret' | 'form' | 'body' | undefined;
  /** How far the time of the call is off. */
  readonly minutes?: number | undefined;
  /** Called twice, and the second answer counts: the same bytes, or signed anew. */
  readonly twice?: 'same' | 'anew' | undefined;
}

/** One call by what is to be said with it. */
export interface ProbeCall {
  /** Parameters by wire name, over those of the signature. `{today}` and the like are filled in. */
  readonly request: Parameters;
  readonly wire?: Wire | undefined;
}

/** A call to the live service whose answer is compared with the sandbox's. */
export interface Probe extends ProbeCall {
  readonly what: Words;
  readonly product: MessageProduct;
  /** Needs a number, a signature and a template of the account: most messages that may go out. */
  readonly paid?: 0 | 1 | 2;
  /** Waits for the next minute: per-number limits begin anew, and reports have come. */
  readonly waits?: boolean;
}

/** A number that no carrier has, a signature with more characters than one may have, and a template
 *  code that is none: each alone keeps a call from sending. */
export const NOBODY = '15400000099';
export const NO_SIGN_NAME = 'aliyun-sms-conform';
export const NO_TEMPLATE = 'SMS_0';

/** What stands for the account's own in a request, and is filled in before it is signed. */
export interface OwnThings {
  readonly number: string;
  readonly signName: string;
  readonly templateCode: string;
  /** The template's only variable. */
  readonly variable: string;
}
