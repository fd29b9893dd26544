import type { SendOutcome } from '../send-outcome.ts';

/** What kind of trouble a code means; what a caller decides by. */
export type ErrorCategory =
  /** Too many messages to this number. */
  | 'number-limit'
  /** A cap of the account is used up: per day, per month, applications per day. */
  | 'account-limit'
  /** Too many API calls a second. */
  | 'throttled'
  /** The number is malformed or not one this service reaches. */
  | 'phone-number'
  /** The owner of the number, or a complaint, has closed it to this sender. */
  | 'recipient-blocked'
  /** Access key id, secret, token or request signature. */
  | 'credentials'
  /** A temporary token that was good and has run out. */
  | 'expired-token'
  /** This machine's clock is too far off. */
  | 'clock'
  /** RAM does not allow the call. */
  | 'permission'
  /** Wrong endpoint, source address or destination country. */
  | 'region'
  /** Money, freeze, product not opened. */
  | 'account'
  /** The signature or sender id. */
  | 'sign-name'
  | 'template'
  /** Names or values of the template's variables. */
  | 'template-param'
  /** The text itself is refused. */
  | 'content'
  /** The call is malformed or names what does not exist. */
  | 'request'
  /** Aliyun has seen this very request before. */
  | 'duplicate'
  /** Trouble on Aliyun's side. */
  | 'service'
  /** An application for a signature, template or short link is refused. */
  | 'application'
  /** A code that was entered does not check out (CheckSmsVerifyCode). */
  | 'verification'
  /** A delivery report's verdict on an accepted message. */
  | 'delivery'
  /** A code that the book does not have. */
  | 'unknown';

/** Who can do something about it. */
export type FixedBy = 'end-user' | 'operator' | 'aliyun';

/**
 * Whether the same call can do better later. `never`: no. `after-fix`: once someone has put it
 * right. `after-wait`: by itself. `now`: at once. `check-first`: the message may be on its way, so it
 * has to be looked up before it is sent again.
 */
export type RetryAdvice = 'never' | 'after-fix' | 'after-wait' | 'now' | 'check-first';

export interface Judgement {
  /** `accepted`: the message had been taken; this is what became of it. */
  readonly outcome: SendOutcome | 'accepted';
  readonly fixedBy: FixedBy;
  readonly retry: RetryAdvice;
}

/** What the codes of a category have in common; an entry of the book may differ. */
export const categories: Readonly<Record<ErrorCategory, Judgement>> = {
  'number-limit': { outcome: 'not-sent', fixedBy: 'end-user', retry: 'after-wait' },
  'account-limit': { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-wait' },
  throttled: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-wait' },
  'phone-number': { outcome: 'not-sent', fixedBy: 'end-user', retry: 'never' },
  'recipient-blocked': { outcome: 'not-sent', fixedBy: 'end-user', retry: 'never' },
  credentials: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  'expired-token': { outcome: 'not-sent', fixedBy: 'operator', retry: 'now' },
  clock: { outcome: 'not-sent', fixedBy: 'operator', retry: 'now' },
  permission: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  region: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  account: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  'sign-name': { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  template: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  'template-param': { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  content: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  request: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  duplicate: { outcome: 'unknown', fixedBy: 'operator', retry: 'check-first' },
  service: { outcome: 'unknown', fixedBy: 'aliyun', retry: 'check-first' },
  application: { outcome: 'not-sent', fixedBy: 'operator', retry: 'after-fix' },
  verification: { outcome: 'not-sent', fixedBy: 'end-user', retry: 'never' },
  delivery: { outcome: 'accepted', fixedBy: 'end-user', retry: 'after-wait' },
  unknown: { outcome: 'not-sent', fixedBy: 'operator', retry: 'never' },
};
