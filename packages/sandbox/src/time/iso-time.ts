let lastTime = Number.NaN;
let lastText = '';

/**
 * `2026-01-02T03:04:05.006Z`, from ms since 1970. Cached, because a busy sandbox formats the same
 * millisecond many times.
 */
export function isoTime(time: number): string {
  if (time !== lastTime) {
    lastText = new Date(time).toISOString();
    lastTime = time;
  }
  return lastText;
}
