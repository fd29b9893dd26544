const CHINA_OFFSET_MS = 8 * 3_600_000;

/** `2026-01-02 11:04:05`: the format of times in Aliyun's answers and reports. Input: ms since 1970. */
export function chinaDateTime(time: number): string {
  return new Date(time + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `20260102`: a day in China. Input: ms since 1970. */
export function chinaDay(time: number): string {
  return new Date(time + CHINA_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/** `Fri, 02 Jan 2026 11:04:05 +0800`: the format of the international site. Input: ms since 1970. */
export function chinaZonedDate(time: number): string {
  return new Date(time + CHINA_OFFSET_MS).toUTCString().replace('GMT', '+0800');
}

/** First millisecond of a day `yyyyMMdd` in China; `undefined` if there is no such day. */
export function chinaDayStart(day: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (parts === null) {
    return undefined;
  }
  const start = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T00:00:00+08:00`);
  return Number.isNaN(start) || chinaDay(start) !== day ? undefined : start;
}
