import { AliyunSmsApiError, AliyunSmsError, type ErrorCategory } from 'aliyun-sms-client';

/**
 * Reasons that lie with the account or the channel, so that another channel may not share them. What
 * lies with the number or the text would be refused there too, and what may have been sent must not
 * be sent again.
 */
const ACCOUNT_SIDE: ReadonlySet<ErrorCategory> = new Set<ErrorCategory>([
  'account',
  'credentials',
  'expired-token',
  'permission',
  'region',
  'sign-name',
  'template',
  'template-param',
  'throttled',
]);

/** Whether the next channel may be tried after this error. */
export function mayFailOver(error: unknown): error is AliyunSmsError {
  if (!(error instanceof AliyunSmsError) || error.outcome !== 'not-sent') {
    return false;
  }
  return error instanceof AliyunSmsApiError ? ACCOUNT_SIDE.has(error.category) : true;
}
