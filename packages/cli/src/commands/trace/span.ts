import { chinaDay } from 'aliyun-sms-client';
import { DAY_MS, dayStart, wireDay } from '../../aliyun/days.ts';
import type { Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';

/** The period that is traced. Milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
  /** Its days in China time, newest first, `20261122`. */
  readonly days: readonly string[];
}

/** Aliyun keeps delivery reports for this many days. */
const KEPT_DAYS = 30;

const UNITS_MS = { m: 60_000, h: 60 * 60_000, d: DAY_MS } as const;

/** From `--date` or `--last`; else the last 24 hours. */
export function spanOf({ options, terminal }: Pick<Context, 'options' | 'terminal'>): Span {
  const date = options.text('date');
  const last = options.text('last');
  const now = terminal.now().getTime();
  if (date !== undefined && last !== undefined) {
    throw usageFailure({
      en: '--date is a day, --last a period up to now: pass only one of them.',
      zh: '--date 指定某一天，--last 指定到现在为止的一段时间：请只传入其中一个。',
    });
  }
  return date === undefined ? upToNow(last ?? '24h', now) : ofDay(date, now);
}

function upToNow(text: string, now: number): Span {
  const [, count = '', unit = 'd'] = /^(\d{1,4})([mhd]?)$/.exec(text) ?? [];
  const length = Number(count) * (unit === 'm' || unit === 'h' ? UNITS_MS[unit] : DAY_MS);
  if (length > 0 && length <= KEPT_DAYS * DAY_MS) return span(now - length, now);
  throw usageFailure({
    en: `--last takes a period such as 30m, 2h or 7d, not "${text}", and at most ${KEPT_DAYS}d: Aliyun keeps its records for ${KEPT_DAYS} days. For one day, use --date yesterday.`,
    zh: `--last 需要 30m、2h 或 7d 这样的时长，而不是“${text}”，最多 ${KEPT_DAYS}d：阿里云只保留 ${KEPT_DAYS} 天的记录。查询某一天请用 --date yesterday。`,
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
    en: `--date takes one of the last ${KEPT_DAYS} days, today or yesterday, not "${text}": Aliyun keeps no older records.`,
    zh: `--date 需要最近 ${KEPT_DAYS} 天内的某一天，或 today、yesterday，而不是“${text}”：更早的记录阿里云不再保留。`,
  });
}

function span(from: number, until: number): Span {
  const days = new Set<string>();
  for (let at = until; at > from; at -= DAY_MS) days.add(chinaDay(at));
  days.add(chinaDay(from));
  return { from, until, days: [...days].slice(0, KEPT_DAYS) };
}
