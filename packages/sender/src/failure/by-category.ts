import type { ErrorCategory } from 'aliyun-sms-client';
import type { UserText } from './user-texts.ts';

interface Meaning {
  /** The text for the user. */
  readonly told: UserText;
  /**
   * The refusal concerns the account or the channel, so another channel may succeed. A number or text
   * would be refused there too, and a message that may have been sent must not be sent again.
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
