const CHINA_MS = 8 * 60 * 60 * 1000;

/** ISO 8601 in China time, like Aliyun's own times: `2026-11-28T13:05:12+08:00`. */
export const chinaTime = (at: number): string =>
  `${new Date(at + CHINA_MS).toISOString().slice(0, 19)}+08:00`;
