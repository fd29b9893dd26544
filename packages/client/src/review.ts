import { chinaTimeOf, fieldsOf, nameOf, textOf } from './answer-fields.ts';

/** State of Aliyun's review of a signature or template. */
export type ReviewStatus = 'in-review' | 'approved' | 'rejected' | 'cancelled';

const NUMBERS: Readonly<Record<ReviewStatus, number>> = {
  'in-review': 0,
  approved: 1,
  rejected: 2,
  cancelled: 10,
};

/** The lists give the status as a word. `AUDIT_SATE_CANCEL` is Aliyun's own spelling, for templates. */
const WORDS: Readonly<Record<string, ReviewStatus>> = {
  AUDIT_STATE_INIT: 'in-review',
  AUDIT_STATE_PASS: 'approved',
  AUDIT_STATE_NOT_PASS: 'rejected',
  AUDIT_STATE_CANCEL: 'cancelled',
  AUDIT_SATE_CANCEL: 'cancelled',
};

/** From the number of the single queries or the word of the lists. */
export function reviewStatusOf(value: unknown): ReviewStatus | undefined {
  return nameOf(value, NUMBERS) ?? WORDS[textOf(value) ?? ''];
}

/** When a review ended, and why. */
export interface ReviewVerdict {
  /** ISO 8601, China time. */
  readonly date: string | undefined;
  readonly reason: string | undefined;
}

/** From `AuditInfo` of the single queries or `Reason` of the lists. Its two reasons may be the same. */
export function reviewVerdictOf(value: unknown): ReviewVerdict {
  const fields = fieldsOf(value);
  const reasons = new Set([textOf(fields['RejectInfo']), textOf(fields['RejectSubInfo'])]);
  return {
    date: chinaTimeOf(fields['AuditDate'] ?? fields['RejectDate']),
    reason: [...reasons].filter((reason) => reason !== undefined).join(' ') || undefined,
  };
}
