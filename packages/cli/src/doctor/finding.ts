import type { ReviewStatus } from 'aliyun-sms-client';
import type { Words } from '../language.ts';

/** What one check found. */
export interface Finding {
  /** Stable name for machines: `clock`, `sign.filing`. */
  readonly check: string;
  readonly level: 'ok' | 'warning' | 'problem';
  readonly text: Words;
  /** What to do; always present unless the level is `ok`. */
  readonly next?: Words | undefined;
}

export const ok = (check: string, text: Words): Finding => ({ check, level: 'ok', text });

export const warning = (check: string, text: Words, next: Words): Finding => ({
  check,
  level: 'warning',
  text,
  next,
});

export const problem = (check: string, text: Words, next: Words): Finding => ({
  check,
  level: 'problem',
  text,
  next,
});

/** What is not approved cannot send, whatever it is waiting for; an unknown state is only a warning. */
export const ofReview = (status: ReviewStatus | undefined): typeof problem => {
  if (status === undefined) return warning;
  return status === 'approved' ? ok : problem;
};
