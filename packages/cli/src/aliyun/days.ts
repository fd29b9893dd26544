import { chinaDay } from 'aliyun-sms-client';
import { usageFailure } from '../failure.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Aliyun keeps delivery reports for this many days. */
const KEPT_DAYS = 30;

/** A day as people write it, `2026-11-22` or `20261122`, as Aliyun's queries want it: `20261122`. */
export function wireDay(text: string, flag: string): string {
  const compact = text.replaceAll('-', '');
  const written = withDashes(compact);
  const time = Date.parse(written);
  if (/^\d{8}$/.test(compact) && new Date(time).toJSON()?.startsWith(written)) return compact;
  throw usageFailure({
    en: `${flag} takes a day such as 2026-11-22, not "${text}".`,
    zh: `${flag} 需要 2026-11-22 这样的日期，而不是“${text}”。`,
  });
}

const withDashes = (day: string): string =>
  `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

/** The first of the seven days that end with this one; both as Aliyun's queries want them. */
export const weekUpTo = (day: string): string =>
  new Date(Date.parse(withDashes(day)) - 6 * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');

/** The last days of China time up to today, newest first. */
export const lastDays = (count: number, now: Date): readonly string[] =>
  Array.from({ length: count }, (_, index) => chinaDay(now.getTime() - index * DAY_MS));

/** `7d` or `7`: so many days, today included. */
export function dayCount(text: string, flag: string): number {
  const count = Number(/^(\d{1,2})d?$/.exec(text)?.[1]);
  if (count >= 1 && count <= KEPT_DAYS) return count;
  throw usageFailure({
    en: `${flag} takes 1d to ${KEPT_DAYS}d: Aliyun keeps reports for ${KEPT_DAYS} days. It was "${text}".`,
    zh: `${flag} 需要 1d 到 ${KEPT_DAYS}d：阿里云只保留 ${KEPT_DAYS} 天的回执。收到的是“${text}”。`,
  });
}
