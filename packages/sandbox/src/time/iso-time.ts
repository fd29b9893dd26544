let lastTime = Number.NaN;
let lastText = '';

/**
 * `2026-01-02T03:04:05.006Z`, from ms since 1970. A busy sandbox asks for the same millisecond again
 * and again: it is written once and takes memory once.
 */
export function isoTime(time: number): string {
  if (time !== lastTime) {
    lastText = new Date(time).toISOString();
    lastTime = time;
  }
  return lastText;
}
