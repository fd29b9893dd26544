import type { DayStatistics } from 'aliyun-sms-client';
import { daysBetween } from '../../aliyun/days.ts';
import type { Words } from '../../language.ts';

/** One day in all regions, in billed segments. */
export interface Day {
  /** `2026-11-22` */
  readonly date: string;
  readonly total: number;
  readonly delivered: number;
  readonly failed: number;
  readonly pending: number;
  /** Delivered share of those with a report, 0 to 1; undefined if none has one. */
  readonly rate: number | undefined;
}

/** First and last day, `2026-11-22`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Sums the regions for every day of the span, oldest first. */
export function addUp(counts: readonly DayStatistics[], { from, to }: Span): readonly Day[] {
  return daysBetween(from, to).map((date) => {
    const own = counts.filter((count) => count.date === date.replaceAll('-', ''));
    const sum = (of: 'total' | 'delivered' | 'failed' | 'pending') =>
      own.reduce((all, count) => all + count[of], 0);
    const day = { delivered: sum('delivered'), failed: sum('failed') };
    return { date, total: sum('total'), ...day, pending: sum('pending'), rate: rateOf(day) };
  });
}

export function rateOf({ delivered, failed }: Pick<Day, 'delivered' | 'failed'>) {
  const reported = delivered + failed;
  return reported === 0 ? undefined : delivered / reported;
}

/** `98.5 %`; `–` if there is no rate. */
export const percent = (rate: number | undefined): string =>
  rate === undefined ? '–' : `${(100 * rate).toFixed(1)} %`;

export const WHAT_IS_COUNTED: Words = {
  en: 'Segments as billed by Aliyun; days in China time. Rate: share of those with a report that was delivered.',
  zh: '按阿里云计费条数统计，日期为北京时间。送达率：已有回执的短信中成功的比例。',
};
