const OFFSET_MS = 8 * 60 * 60 * 1000;

/** The day in China time at `time`, as Aliyun's queries write it: `20251122`. */
export function chinaDay(time: number): string {
  return new Date(time + OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
}
