import { chinaDateTime } from '../time/china-time.ts';
import type { ReviewState } from '../accounts/review-state.ts';
import type { Fields } from '../wire/wire-answer.ts';
import { wholeNumber, type Call } from './operation.ts';

/** `SignStatus`, `TemplateStatus`. */
export const STATUS_NUMBERS: Readonly<Record<ReviewState, number>> = {
  reviewing: 0,
  approved: 1,
  rejected: 2,
  cancelled: 10,
};

/** `AuditStatus` in lists. The typo in the templates' fourth is Aliyun's. */
export const AUDIT_STATES: Readonly<
  Record<'signName' | 'template', Readonly<Record<ReviewState, string>>>
> = {
  signName: {
    reviewing: 'AUDIT_STATE_INIT',
    approved: 'AUDIT_STATE_PASS',
    rejected: 'AUDIT_STATE_NOT_PASS',
    cancelled: 'AUDIT_STATE_CANCEL',
  },
  template: {
    reviewing: 'AUDIT_STATE_INIT',
    approved: 'AUDIT_STATE_PASS',
    rejected: 'AUDIT_STATE_NOT_PASS',
    cancelled: 'AUDIT_SATE_CANCEL',
  },
};

interface Reviewed {
  readonly reason?: string | undefined;
  readonly reviewedAt?: string | undefined;
  readonly createdAt: string;
}

/** `Reason` in lists. */
export function rejection({ reason, reviewedAt, createdAt }: Reviewed): Fields {
  return {
    RejectDate: reason === undefined ? '' : chinaTime(reviewedAt ?? createdAt),
    RejectInfo: reason ?? '无审批备注',
    RejectSubInfo: reason ?? '',
  };
}

/** `AuditInfo` of a single one. */
export function auditInfo({ reason, reviewedAt, createdAt }: Reviewed): Fields {
  return { AuditDate: chinaTime(reviewedAt ?? createdAt), RejectInfo: reason ?? '' };
}

/** From ISO 8601. */
export function chinaTime(iso: string): string {
  return chinaDateTime(Date.parse(iso));
}

interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly index: number;
  readonly size: number;
}

/** The page that `PageIndex` and `PageSize` select; newest first. */
export function page<T extends Reviewed>(call: Call, all: Iterable<T>): Page<T> {
  const index = wholeNumber(call, 'PageIndex', { min: 1, max: 1_000_000, fallback: 1 });
  const size = wholeNumber(call, 'PageSize', { min: 1, max: 50, fallback: 10 });
  // Times in a seed may have any UTC offset.
  const sorted = [...all]
    .toReversed()
    .toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  return {
    items: sorted.slice((index - 1) * size, index * size),
    total: sorted.length,
    index,
    size,
  };
}
