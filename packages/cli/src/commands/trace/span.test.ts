import { expect, it } from 'vitest';
import { Options } from '../../options.ts';
import { testTerminal } from '../../testing/terminal.ts';
import { chinaTime } from './china-time.ts';
import { spanOf } from './span.ts';

/** 01:30 in China, still the previous day in UTC. */
const { terminal } = testTerminal({ now: new Date('2026-11-28T17:30:00Z') });

it.each([
  [{ last: '2h' }, '2026-11-28T23:30:00+08:00', '2026-11-29T01:30:00+08:00', 2],
  [{ last: '30m' }, '2026-11-29T01:00:00+08:00', '2026-11-29T01:30:00+08:00', 1],
  [{ last: '7' }, '2026-11-22T01:30:00+08:00', '2026-11-29T01:30:00+08:00', 8],
  [{ last: '30d' }, '2026-10-30T01:30:00+08:00', '2026-11-29T01:30:00+08:00', 30],
  [{ date: 'today' }, '2026-11-29T00:00:00+08:00', '2026-11-29T01:30:00+08:00', 1],
  [{ date: 'yesterday' }, '2026-11-28T00:00:00+08:00', '2026-11-28T23:59:59+08:00', 1],
  [{ date: '2026-11-27' }, '2026-11-27T00:00:00+08:00', '2026-11-27T23:59:59+08:00', 1],
  [{}, '2026-11-28T01:30:00+08:00', '2026-11-29T01:30:00+08:00', 2],
])('the span of %j is in China time', (flags, from, until, days) => {
  const span = spanOf({ options: new Options(flags), terminal });
  expect([chinaTime(span.from), chinaTime(span.until)]).toEqual([from, until]);
  expect(span.days).toHaveLength(days);
  expect(span.days[0]).toBe(until.slice(0, 10).replaceAll('-', ''));
});
