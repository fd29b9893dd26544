import { expect, test } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { loggedCall } from '../testing/logged-call.ts';
import { RequestLog } from './request-log.ts';

const sized = (id: string, bytes: number) => ({ ...loggedCall({ id }), bytes });
const ids = (log: RequestLog) => log.list().map(({ id }) => id);

test('the log keeps the newest calls up to a number and a size in bytes', () => {
  const log = new RequestLog(3, 100);
  for (const id of ['1', '2', '3', '4']) log.add(sized(id, 10));
  expect(ids(log)).toEqual(['4', '3', '2']);
  log.add(sized('5', 85));
  expect(ids(log)).toEqual(['5', '4']);
  log.add(sized('6', 1000));
  expect(ids(log)).toEqual(['6']);
  log.add(sized('7', 10));
  expect(ids(log)).toEqual(['7']);
  expect(log.size()).toBe(1);
  expect(log.list(10, '7')).toEqual([]);
  log.clear();
  expect(ids(log)).toEqual([]);
});

test('large unsigned calls do not fill the memory', async () => {
  const { handle, requests } = createSandbox();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const filler = 'x'.repeat(1_000_000);
  for (let index = 0; index < 100; index += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await handle({ method: 'POST', url: '/', headers, body: `Action=SendSms&a=${index}${filler}` });
  }
  expect(requests.size()).toBeGreaterThan(50);
  expect(requests.size()).toBeLessThan(70);
});
