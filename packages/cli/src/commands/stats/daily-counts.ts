import type { DayStatistics } from 'aliyun-sms-client';

/** One day of all regions, in billed segments. */
export interface Day {
  /** `2026-11-22` */
  readonly date: string;
  readonly total: number;
  readonly delivered: number;
  readonly failed: number;
  readonly pending: number;
  readonly rate: string;
}

/** Adds regions up by day, oldest first. */
export function addUp(counts: readonly DayStatistics[]): readonly Day[] {
  const days = new Map<string, Omit<Day, 'rate'>>();
  for (const { date: wire = '', ...count } of counts) {
    const date = `${wire.slice(0, 4)}-${wire.slice(4, 6)}-${wire.slice(6, 8)}`;
    const known = days.get(date) ?? { date, total: 0, delivered: 0, failed: 0, pending: 0 };
    days.set(date, {
      date,
      total: known.total + count.total,
      delivered: known.delivered + count.delivered,
      failed: known.failed + count.failed,
      pending: known.pending + count.pending,
    });
  }
  return [...days.values()]
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map((day) => ({ ...day, rate: deliveryRate(day) }));
}

/** Delivered of those with a verdict: `98.5 %`; `–` without one. */
export function deliveryRate({ delivered, failed }: Pick<Day, 'delivered' | 'failed'>): string {
  const judged = delivered + failed;
  return judged === 0 ? '–' : `${((100 * delivered) / judged).toFixed(1)} %`;
}
