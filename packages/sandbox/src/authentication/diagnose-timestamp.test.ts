import { expect, test } from 'vitest';
import { diagnoseTimestamp } from './diagnose-timestamp.ts';

const MINUTE = 60_000;
const NOW = Date.parse('2026-01-02T03:04:05Z');

function explanation(timestamp: string, machineNow = NOW): string | undefined {
  return diagnoseTimestamp(timestamp, NOW, machineNow, 15 * MINUTE)?.[0]?.explanation.en;
}

test.each([
  ['2026-01-02T11:04:35Z', 'UTC+08:00'],
  ['2026-01-01T22:03:40Z', 'UTC-05:00'],
  ['2026-01-02T08:49:05Z', 'UTC+05:45'],
])('%s is explained as local time of %s', (timestamp, zone) => {
  expect(explanation(timestamp)).toContain(`(${zone})`);
});

test.each([
  ['a clock that is wrong by 20 minutes', '2026-01-02T03:24:05Z'],
  ['a time days ago', '2025-12-30T03:04:05Z'],
  ['another time format', '2026-01-02 11:04:05'],
  ['an invalid time', 'now'],
])('%s is not explained', (_, timestamp) => {
  expect(explanation(timestamp)).toBeUndefined();
});

test('nothing is explained if only the sandbox clock was moved', () => {
  expect(explanation('2026-01-02T11:04:05Z', NOW + 8 * 60 * MINUTE)).toBeUndefined();
});

test('a timestamp with encoded colons was encoded twice', () => {
  expect(explanation('2026-01-02T03%3A04%3A05Z')).toContain('encoded twice');
});
