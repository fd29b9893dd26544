import { failureOf, type Refusal } from 'aliyun-sms-sender';
import { CommandFailure } from '../failure.ts';

/** The sender's refusal, in the words that Logto's log has for the operator. */
export const refused = (refusal: Refusal, exitCode: 1 | 2 = 1): CommandFailure =>
  new CommandFailure(failureOf(refusal).operatorText, { exitCode, cause: refusal });
