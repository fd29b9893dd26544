import { AliyunSmsApiError, AliyunSmsError } from 'aliyun-sms-client';
import { BY_CATEGORY } from '../failure/by-category.ts';

/** Whether the next channel can be tried after this error. */
export function mayFailOver(error: unknown): error is AliyunSmsError {
  if (!(error instanceof AliyunSmsError) || error.outcome !== 'not-sent') {
    return false;
  }
  return error instanceof AliyunSmsApiError ? BY_CATEGORY[error.category].failsOver : true;
}
