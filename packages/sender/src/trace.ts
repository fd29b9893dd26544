import type { PhoneNumber } from 'aliyun-sms-client';
import type { Course } from './delivery/deliver.ts';
import type { Decision } from './guard/guard.ts';

/** What is known about a send, whether it succeeded or not. No code, no key. */
export interface SendTrace {
  readonly usageType: string;
  /** `+86138****8000` */
  readonly to: string;
  /** Absent if `to` is not a phone number. */
  readonly number?: PhoneNumber | undefined;
  /** Absent if there is no guard, or it was not consulted. */
  readonly guard?: Decision | undefined;
  /** Absent if no channel was tried. */
  readonly course?: Course | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
}
