import type { ErrorCategory } from 'aliyun-sms-client';
import type { UserText } from './user-texts.ts';

interface Meaning {
  /** The sentence for the person. */
  readonly told: UserText;
  /**
   * The cause is the account or the channel, which another channel may not share. What is wrong with
   * the number or the text is refused there too, and what may have been sent must not be sent again.
   */
  readonly failsOver: boolean;
}

/** What a refusal by Aliyun means for the send it ends. */
export const BY_CATEGORY: Readonly<Record<ErrorCategory, Meaning>> = {
  'number-limit': { told: 'wait', failsOver: false },
  throttled: { told: 'wait', failsOver: true },
  'account-limit': { told: 'later', failsOver: false },
  'phone-number': { told: 'number', failsOver: false },
  'recipient-blocked': { told: 'blocked', failsOver: false },
  credentials: { told: 'later', failsOver: true },
  'expired-token': { told: 'later', failsOver: true },
  permission: { told: 'later', failsOver: true },
  region: { told: 'later', failsOver: true },
  'sign-name': { told: 'later', failsOver: true },
  template: { told: 'later', failsOver: true },
  'template-param': { told: 'later', failsOver: true },
  clock: { told: 'later', failsOver: false },
  account: { told: 'later', failsOver: true },
  content: { told: 'later', failsOver: false },
  request: { told: 'later', failsOver: false },
  duplicate: { told: 'unsure', failsOver: false },
  service: { told: 'unsure', failsOver: false },
  application: { told: 'later', failsOver: false },
  verification: { told: 'later', failsOver: false },
  delivery: { told: 'later', failsOver: false },
  unknown: { told: 'later', failsOver: false },
};
