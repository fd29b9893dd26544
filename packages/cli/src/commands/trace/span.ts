import { chinaDay } from 'aliyun-sms-client';
import { DAY_MS, dayStart, wireDay } from '../../aliyun/days.ts';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';

/** The time that is looked at. Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
  /** The days of China time in it, the newest first, `20261122`. */
  readonly days: readonly string[];
}

/** Aliyun keeps delivery reports for this many days. */
const KEPT_DAYS = 30;

const UNITS_MS = { m: 60_000, h: 60 * 60_000, d: DAY_MS } as const;

/** Of `--date` or `--last`; else the last 24 hours. */
export function spanOf({ options, terminal }: Pick<Context, 'options' | 'terminal'>): Span {
  const date = options.text('date');
  const last = options.text('last');
  const now = terminal.now().getTime();
  if (date !== undefined && last !== undefined) {
    throw usageFailure({
      en: '--date is one day, --last a time up to now: give one of them.',
      zh: '--date 指定某一天，--last 指定到现在为止的一段时间：请只给其中一个。',
    });
  }
  return date === undefined ? upToNow(last ?? '24h', now) : ofDay(date, now);
}

function upToNow(text: string, now: number): Span {
  const [, count = '', unit = 'd'] = /^(\d{1,4})([mhd]?)$/.exec(text) ?? [];
  const length = Number(count) * (unit === 'm' || unit === 'h' ? UNITS_MS[unit] : DAY_MS);
  if (length > 0 && length <= KEPT_DAYS * DAY_MS) return span(now - length, now);
  throw usageFailure({
    en: `--last takes a time such as 30m, 2h or 7d, at most ${KEPT_DAYS}d: Aliyun keeps its records for ${KEPT_DAYS} days. It was "${text}". For one day: --date yesterday.`,
    zh: `--last 需要 30m、2h 或 7d 这样的时长，最多 ${KEPT_DAYS}d：阿里云只保留 ${KEPT_DAYS} 天的记录。收到的是“${text}”。查询某一天请用 --date yesterday。`,
  });
}

const NAMED_DAYS: Readonly<Record<string, number>> = { today: 0, yesterday: 1 };

function ofDay(text: string, now: number): Span {
  const back = NAMED_DAYS[text];
  const day = back === undefined ? wireDay(text, '--date') : chinaDay(now - back * DAY_MS);
  const from = dayStart(day);
  if (from <= now && from > now - KEPT_DAYS * DAY_MS) {
    return span(from, Math.min(now, from + DAY_MS - 1));
  }
  throw usageFailure({
    en: `--date takes a day of the last ${KEPT_DAYS}, today, or yesterday: Aliyun keeps no other records. It was "${text}".`,
    zh: `--date 需要最近 ${KEPT_DAYS} 天内的某一天，或 today、yesterday：更早的记录阿里云已不保留。收到的是“${text}”。`,
  });
}

function span(from: number, until: number): Span {
  const days = new Set<string>();
  for (let at = until; at > from; at -= DAY_MS) days.add(chinaDay(at));
  days.add(chinaDay(from));
  return { from, until, days: [...days].slice(0, KEPT_DAYS) };
}
