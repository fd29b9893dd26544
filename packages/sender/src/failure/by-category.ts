import type { ErrorCategory } from 'aliyun-sms-client';
import type { UserTextKey } from './user-texts.ts';

interface Meaning {
  /** The text for the user. */
  readonly userTextKey: UserTextKey;
  /**
   * The refusal concerns the account or the channel, so another channel may succeed. A number or text
   * would be refused there too, and a message that may have been sent must not be sent again.
   */
  readonly failsOver: boolean;
}

/** What a refusal by Aliyun means for the send it ends. */
export const BY_CATEGORY: Readonly<Record<ErrorCategory, Meaning>> = {
  'number-limit': { userTextKey: 'wait', failsOver: false },
  throttled: { userTextKey: 'wait', failsOver: true },
  'account-limit': { userTextKey: 'later', failsOver: false },
  'phone-number': { userTextKey: 'number', failsOver: false },
  'recipient-blocked': { userTextKey: 'blocked', failsOver: false },
  credentials: { userTextKey: 'later', failsOver: true },
  'expired-token': { userTextKey: 'later', failsOver: true },
  permission: { userTextKey: 'later', failsOver: true },
  region: { userTextKey: 'later', failsOver: true },
  'sign-name': { userTextKey: 'later', failsOver: true },
  template: { userTextKey: 'later', failsOver: true },
  'template-param': { userTextKey: 'later', failsOver: true },
  clock: { userTextKey: 'later', failsOver: false },
  account: { userTextKey: 'later', failsOver: true },
  content: { userTextKey: 'later', failsOver: false },
  request: { userTextKey: 'later', failsOver: false },
  duplicate: { userTextKey: 'unsure', failsOver: false },
  service: { userTextKey: 'unsure', failsOver: false },
  application: { userTextKey: 'later', failsOver: false },
  verification: { userTextKey: 'later', failsOver: false },
  delivery: { userTextKey: 'later', failsOver: false },
  unknown: { userTextKey: 'later', failsOver: false },
};
