import type { PhoneNumber } from 'aliyun-sms-client';
import type { Course } from './delivery/deliver.ts';
import type { Decision } from './guard/guard.ts';

/** What became known of a send, whether it succeeded or not. No code, no key. */
export interface SendTrace {
  readonly usageType: string;
  /** `+86138****8000` */
  readonly to: string;
  /** Absent where `to` is not a phone number. */
  readonly number?: PhoneNumber | undefined;
  /** Absent where no guard is set, or it was not asked. */
  readonly guard?: Decision | undefined;
  /** Absent where nothing was handed to Aliyun. */
  readonly course?: Course | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
}
