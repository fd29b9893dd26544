import { expect, test } from 'vitest';
import { rememberOffset } from './clock.ts';
import { createSmsClient } from './sms-client.ts';
import type { HttpRequest } from './transport.ts';

const NOON = Date.UTC(2025, 5, 1, 4);
const MIDNIGHT = Date.UTC(2025, 5, 1, 16);

/** Aliyun's records: out ids by day, on pages of two. */
function recordsOf(days: Record<string, readonly string[]>, now: number) {
  const queries: string[] = [];
  const transport = async ({ url }: HttpRequest) => {
    const query = new URL(url).searchParams;
    const day = query.get('SendDate') ?? '';
    const page = Number(query.get('CurrentPage'));
    queries.push(`${new URL(url).host} ${day} ${page}`);
    const all = (days[day] ?? []).map((OutId) => ({ OutId, SendStatus: 3 }));
    const list = all.slice((page - 1) * 2, page * 2);
    const lists = { SmsSendDetailDTOs: { SmsSendDetailDTO: list }, Model: list };
    const body = JSON.stringify({ Code: 'OK', TotalCount: all.length, ...lists });
    return { status: 200, headers: {}, body };
  };
  const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  const clock = () => now;
  return { client: createSmsClient({ credentials, transport, now: clock }), queries, clock };
}

const message = { outId: 'mine', phoneNumber: '8613900001234', sentAt: NOON };

test('a message in the records was accepted', async () => {
  const { client, queries } = recordsOf({ '20250601': ['other', 'mine'] }, NOON + 2000);
  await expect(client.confirmSend(message)).resolves.toMatchObject({
    state: 'accepted',
    report: { outId: 'mine', status: 'delivered' },
  });
  expect(queries).toEqual(['dysmsapi.aliyuncs.com 20250601 1']);
});

test('a message that is not in the records is not found, and only its day is searched', async () => {
  const { client, queries } = recordsOf({ '20250601': ['other'] }, NOON + 2000);
  await expect(client.confirmSend(message)).resolves.toEqual({ state: 'not-found' });
  expect(queries).toHaveLength(1);
});

test('a time that is not in milliseconds is named', async () => {
  const { client } = recordsOf({}, NOON);
  const sentAt = Number('2025-06-01');
  await expect(client.confirmSend({ ...message, sentAt })).rejects.toThrow(
    'sentAt must be a time in milliseconds since the epoch',
  );
});

test('pages are searched until the message is found', async () => {
  const { client, queries } = recordsOf({ '20250601': ['a', 'b', 'c', 'mine', 'd'] }, NOON);
  await expect(client.confirmSend(message)).resolves.toMatchObject({ state: 'accepted' });
  expect(queries).toHaveLength(2);
});

test('the search ends after ten pages', async () => {
  const many = Array.from({ length: 100 }, (_, index) => `other-${index}`);
  const { client, queries } = recordsOf({ '20250601': many }, NOON);
  await expect(client.confirmSend(message)).resolves.toEqual({ state: 'not-found' });
  expect(queries).toHaveLength(10);
});

test('just after midnight the day before is searched too', async () => {
  const { client, queries } = recordsOf({ '20250601': ['mine'] }, MIDNIGHT + 2000);
  const sentAt = MIDNIGHT + 1000;
  await expect(client.confirmSend({ ...message, sentAt })).resolves.toMatchObject({
    state: 'accepted',
  });
  expect(queries).toEqual(['dysmsapi.aliyuncs.com 20250602 1', 'dysmsapi.aliyuncs.com 20250601 1']);
});

test('just before midnight the next day is searched once it has begun', async () => {
  const sentAt = MIDNIGHT - 1000;
  const early = recordsOf({}, MIDNIGHT - 500);
  await early.client.confirmSend({ ...message, sentAt });
  expect(early.queries).toEqual(['dysmsapi.aliyuncs.com 20250601 1']);
  const late = recordsOf({ '20250602': ['mine'] }, MIDNIGHT + 500);
  await expect(late.client.confirmSend({ ...message, sentAt })).resolves.toMatchObject({
    state: 'accepted',
  });
});

test('the day is that of Aliyun’s clock if this machine’s is known to be off', async () => {
  const { client, queries, clock } = recordsOf({ '20250602': ['mine'] }, NOON);
  rememberOffset('https://dysmsapi.aliyuncs.com', clock, 24 * 3_600_000);
  await expect(client.confirmSend(message)).resolves.toMatchObject({ state: 'accepted' });
  expect(queries).toEqual(['dysmsapi.aliyuncs.com 20250602 1']);
});

test('a code sent by SMS authentication is looked up there', async () => {
  const { client, queries } = recordsOf({ '20250601': ['mine'] }, NOON);
  await expect(client.confirmSend({ ...message, channel: 'mas' })).resolves.toMatchObject({
    state: 'accepted',
  });
  expect(queries).toEqual(['dypnsapi.aliyuncs.com 20250601 1']);
});

test('the international channel has no look-up', async () => {
  const { client, queries } = recordsOf({}, NOON);
  const confirmation = client.confirmSend({ ...message, channel: 'international' });
  await expect(confirmation).resolves.toEqual({ state: 'unsupported' });
  expect(queries).toEqual([]);
});

test('a look-up without time left fails with a connection error', async () => {
  const { client } = recordsOf({}, NOON);
  await expect(client.confirmSend(message, { timeoutMs: 0 })).rejects.toMatchObject({
    name: 'AliyunSmsConnectionError',
  });
});
