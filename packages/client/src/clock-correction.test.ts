import { expect, test } from 'vitest';
import { accepted, clientWith, message, refused } from './testing/answers-in-turn.ts';

const frozen = () => Date.UTC(2026, 0, 2, 3, 4, 5);

test('a wrong clock is corrected from the answer and stays corrected', async () => {
  const date = 'Fri, 02 Jan 2026 03:24:05 GMT';
  const expired = refused('InvalidTimeStamp.Expired', 400, { date });
  const { client, requests } = clientWith([expired, accepted, accepted], { now: frozen });
  await client.sendSms(message);
  await client.sendSms(message);
  expect(requests.map(({ headers }) => headers['x-acs-date'])).toEqual([
    '2026-01-02T03:04:05Z',
    '2026-01-02T03:24:05Z',
    '2026-01-02T03:24:05Z',
  ]);
});

/** A clock that nobody has corrected yet. */
const newClock = () => () => frozen();

test('an absurd date in an answer never corrects the clock', async () => {
  const absurd = refused('InvalidTimeStamp.Expired', 400, {
    date: 'Sat, 13 Sep 275760 00:00:00 GMT',
  });
  const { client, requests } = clientWith([absurd, accepted], { now: newClock() });
  await expect(client.sendSms(message)).rejects.toMatchObject({ category: 'clock', attempts: 1 });
  await client.sendSms(message);
  expect(requests[1]?.headers['x-acs-date']).toBe('2026-01-02T03:04:05Z');
});

test('a correction that Aliyun refuses too is not remembered', async () => {
  const lie = refused('InvalidTimeStamp.Expired', 400, { date: 'Fri, 02 Jan 2026 09:04:05 GMT' });
  const { client, requests } = clientWith([lie, lie, accepted], { now: newClock() });
  await expect(client.sendSms(message)).rejects.toMatchObject({ category: 'clock', attempts: 2 });
  await client.sendSms(message);
  expect(requests[2]?.headers['x-acs-date']).toBe('2026-01-02T03:04:05Z');
});

test('with an invalid clock nothing is sent, and the error says so', async () => {
  const { client, requests } = clientWith([accepted], { now: () => Number.NaN });
  await expect(client.sendSms(message)).rejects.toMatchObject({
    name: 'AliyunSmsError',
    outcome: 'not-sent',
  });
  expect(requests).toEqual([]);
});

test('a clock error without a date in the answer is not retried', async () => {
  const { client } = clientWith([refused('InvalidTimeStamp.Expired', 400)]);
  await expect(client.sendSms(message)).rejects.toMatchObject({ category: 'clock', attempts: 1 });
});
