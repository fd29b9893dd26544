import type { SendOutcome } from '../send-outcome.ts';

/** The kind of failure that a code stands for; callers decide by it. */
export type ErrorCategory =
  /** Too many messages to this number. */
  | 'number-limit'
  /** A quota of the account is used up: per day, per month, applications per day. */
  | 'account-limit'
  /** Too many API calls per second. */
  | 'throttled'
  /** The number is malformed or not reachable by this service. */
  | 'phone-number'
  /** The number's owner has opted out, or complained about this sender. */
  | 'recipient-blocked'
  /** Access key id, secret, token or request signature. */
  | 'credentials'
  /** A temporary token that has expired. */
  | 'expired-token'
  /** This machine's clock is too far off. */
  | 'clock'
  /** RAM denies the call. */
  | 'permission'
  /** Wrong endpoint, source address or destination country. */
  | 'region'
  /** Overdue payment, frozen account, product not activated. */
  | 'account'
  /** The signature or sender id. */
  | 'sign-name'
  | 'template'
  /** Names or values of the template's variables. */
  | 'template-param'
  /** The text itself is refused. */
  | 'content'
  /** The call is malformed or names something that does not exist. */
  | 'request'
  /** Aliyun has seen this very request before. */
  | 'duplicate'
  /** A failure on Aliyun's side. */
  | 'service'
  /** An application for a signature, template or short link was refused. */
  | 'application'
  /** The entered code is wrong (CheckSmsVerifyCode). */
  | 'verification'
  /** A delivery report's verdict on an accepted message. */
  | 'delivery'
  /** A code that is not in the error book. */
  | 'unknown';

/** Who can do something about it. */
export type FixedBy = 'end-user' | 'operator' | 'aliyun' | 'nobody';

/**
 * Whether the same call can succeed later. `never`: no. `after-fix`: once someone has fixed it.
 * `after-wait`: after some time. `now`: at once. `check-first`: the message may be on its way, so look
 * it up before sending again. `unneeded`: it was delivered.
 */
export type RetryAdvice = 'never' | 'after-fix' | 'after-wait' | 'now' | 'check-first' | 'unneeded';

export interface Judgement {
  /** `accepted`: Aliyun had accepted the message; the code is from its delivery report. */
  readonly outcome: SendOutcome | 'accepted';
  readonly fixedBy: FixedBy;
  readonly retry: RetryAdvice;
}

/** Defaults for the codes of a category; an entry of the error book may differ. */
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
