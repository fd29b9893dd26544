import { usageFailure } from '../failure.ts';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** `2026-11-22` or `20261122` in the form that Aliyun's queries require: `20261122`. */
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

/** `20261122` as `2026-11-22`. */
export const withDashes = (day: string): string =>
  `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

/** When a day of China time begins, `20261122`. Milliseconds since 1970. */
export const dayStart = (day: string): number => Date.parse(`${withDashes(day)}T00:00:00+08:00`);

/** Every day from the first to the last, `2026-11-22`. */
export function daysBetween(first: string, last: string): readonly string[] {
  const [start, end] = [Date.parse(first), Date.parse(last)];
  return Array.from({ length: Math.round((end - start) / DAY_MS) + 1 }, (_, index) =>
    new Date(start + index * DAY_MS).toISOString().slice(0, 10),
  );
}

/** The first of the seven days that end with this one; both as `20261122`. */
export const weekUpTo = (day: string): string =>
  new Date(Date.parse(withDashes(day)) - 6 * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
