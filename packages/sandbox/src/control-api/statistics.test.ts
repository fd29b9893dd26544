import { expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { addMessage, reportMessage } from '../../inbox/testing/sample-messages.ts';
import { computeStatistics } from './statistics.ts';

const noon = Date.parse('2026-03-01T12:00:00.000Z');

function messagesAt(...times: readonly number[]) {
  const state = createSandbox();
  for (const [index, time] of times.entries())
    addMessage(state, { acceptedAt: noon + time, to: `+861380013800${index}` });
  return state.messages;
}

test('without messages there are no buckets', () => {
  expect(computeStatistics([], noon).buckets).toEqual([]);
});

test('counts by the second of acceptance, empty seconds included', () => {
  const messages = messagesAt(100, 200, 2100).list().messages;
  const { stepMs, buckets } = computeStatistics(messages, noon + 3500);
  expect(stepMs).toBe(1000);
  expect(buckets.map(({ submitted }) => submitted)).toEqual([2, 0, 1, 0]);
  expect(buckets[0]?.at).toBe('2026-03-01T12:00:00.000Z');
});

test('a longer period has longer buckets, at most about 120', () => {
  const messages = messagesAt(0).list().messages;
  for (const hours of [1, 24, 24 * 400, 24 * 40_000]) {
    const { buckets } = computeStatistics(messages, noon + hours * 3_600_000);
    expect(buckets.length).toBeGreaterThan(1);
    expect(buckets.length).toBeLessThanOrEqual(122);
  }
});

test('counts delivered and failed messages, and measures the time to the reports', () => {
  const messages = messagesAt(...Array.from({ length: 20 }, (_, index) => index));
  for (const [index, { id, acceptedAt }] of messages.list().messages.entries()) {
    const errCode = index < 15 ? 'DELIVERED' : 'NO_ROUTE';
    reportMessage({ messages }, id, errCode, Date.parse(acceptedAt) + (index + 1) * 100);
  }
  const [bucket] = computeStatistics(messages.list().messages, noon + 500).buckets;
  expect(bucket).toMatchObject({ submitted: 0, delivered: 15, failed: 5 });
  expect(bucket?.latencyMs).toEqual({ p50: 1000, p95: 1900 });
});

test('messages later than a clock that was set back are counted', () => {
  const messages = messagesAt(0, 5000).list().messages;
  const { buckets } = computeStatistics(messages, noon - 1000);
  expect(buckets.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(2);
});
