const OFFSET_MS = 8 * 60 * 60 * 1000;

/** The day of China time that a moment belongs to, `20251122`: how Aliyun's queries name days. */
export function chinaDay(time: number): string {
  return new Date(time + OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
}
