import { describe, expect, test } from 'vitest';
import { MessageStore, type MessageEvent, type NewMessage } from './message-store.ts';

const TIME = Date.parse('2026-01-02T03:04:05.000Z');
const NUMBER = '+8613800138000';
let count = 0;

function message(change: Partial<NewMessage> = {}): NewMessage {
  count += 1;
  return {
    id: `m${count}`,
    bizId: `${count}^0`,
    requestId: `R${count}`,
    product: 'sms',
    accessKeyId: 'testid',
    to: NUMBER,
    country: 'CN',
    signName: '阿里云短信测试',
    text: '【阿里云短信测试】您的验证码为：123456，请勿泄露于他人！',
    code: '123456',
    segments: 1,
    status: 'submitted',
    acceptedAt: TIME,
    ...change,
  };
}

describe('the list', () => {
  test('is newest first and counts what the limit leaves out', () => {
    const store = new MessageStore();
    const [first, second, third] = [message(), message(), message()].map((m) => store.add(m));
    expect(store.list()).toEqual({ messages: [third, second, first], total: 3 });
    expect(store.list({ limit: 1 })).toEqual({ messages: [third], total: 3 });
    expect(store.list({ limit: 1, before: third?.id ?? '' }).messages).toEqual([second]);
    expect(store.list({ before: 'unknown' }).messages).toEqual([]);
  });

  test.each(['+8613800138000', '8613800138000', '008613800138000', '13800138000'])(
    'finds a number written as %s',
    (to) => {
      const store = new MessageStore();
      const kept = store.add(message());
      store.add(message({ to: '+14155551234' }));
      expect(store.list({ to })).toEqual({ messages: [kept], total: 1 });
    },
  );

  test('finds a number that can be read in two ways under both readings', () => {
    const store = new MessageStore();
    const abroad = store.add(message({ to: '+14155552671' }));
    const mainland = store.add(message({ to: '+8614155552671' }));
    expect(store.list({ to: '14155552671' }).messages).toEqual([mainland, abroad]);
    expect(store.list({ to: '+14155552671' }).messages).toEqual([abroad]);
  });

  test('searches text, number and ids whatever the case', () => {
    const store = new MessageStore();
    const kept = store.add(message({ outId: 'Order-7' }));
    store.add(message());
    expect(store.list({ q: 'order-7' }).messages).toEqual([kept]);
    expect(store.list({ q: '验证码' }).total).toBe(2);
    expect(store.list({ status: 'delivered' }).total).toBe(0);
  });
});

test('the oldest go first when the bound is reached, and are counted', () => {
  const store = new MessageStore(3);
  const kept = Array.from({ length: 20 }, () => store.add(message()));
  expect(store.list().messages).toEqual(kept.slice(-3).toReversed());
  expect(store.list({ to: NUMBER }).total).toBe(3);
  expect(store.get(kept[0]?.id ?? '')).toBeUndefined();
  expect([store.size(), store.dropped()]).toEqual([3, 17]);
});

test('a verdict changes the message and is announced', () => {
  const store = new MessageStore();
  const events: MessageEvent[] = [];
  const end = store.subscribe((event) => events.push(event));
  const { id } = store.add(message());
  const verdict = { status: 'delivered', errCode: 'DELIVERED', reportedAt: 'later' } as const;
  store.report(id, verdict);
  store.report('gone', verdict);
  end();
  store.clear();
  expect(events.map(({ type }) => type)).toEqual(['accepted', 'reported']);
  expect(store.get(id)).toBeUndefined();
});

describe('waiting', () => {
  test('is answered by a message that is there already', async () => {
    const store = new MessageStore();
    const kept = store.add(message());
    await expect(store.waitFor({ to: '13800138000' })).resolves.toEqual(kept);
  });

  test('with `since` is answered by the next message only', async () => {
    const store = new MessageStore();
    const first = store.add(message());
    const next = store.waitFor({ to: NUMBER, since: first.acceptedAt });
    store.add(message({ to: '+8613800138001' }));
    const second = store.add(message());
    await expect(next).resolves.toEqual(second);
  });

  test('misses none of the messages that arrive in one millisecond between two calls', async () => {
    const store = new MessageStore();
    const sent = Array.from({ length: 5 }, () => store.add(message()));
    const seen = [];
    let since = new Date(TIME).toISOString();
    for (let index = 0; index < sent.length; index += 1) {
      // Each call depends on the answer before it.
      // oxlint-disable-next-line no-await-in-loop
      const found = await store.waitFor({ to: NUMBER, since });
      seen.push(found);
      since = found.acceptedAt;
    }
    expect(seen).toEqual(sent);
  });

  test('a thousand wait at once and each gets the message of its number', async () => {
    const store = new MessageStore();
    const numbers = Array.from({ length: 1000 }, (_, index) => `+86138${10_000_000 + index}`);
    const waits = numbers.map((to) => store.waitFor({ to }));
    for (const to of numbers) {
      store.add(message({ to }));
    }
    expect((await Promise.all(waits)).map(({ to }) => to)).toEqual(numbers);
  });

  test('goes on for others of the number when one gives up', async () => {
    const store = new MessageStore();
    const abort = new AbortController();
    const impatient = store.waitFor({ to: NUMBER, signal: abort.signal });
    const patient = store.waitFor({ to: NUMBER });
    abort.abort(new Error('over'));
    await expect(impatient).rejects.toThrow('over');
    const kept = store.add(message());
    await expect(patient).resolves.toEqual(kept);
  });

  test('passes by what was accepted before the time', async () => {
    const store = new MessageStore();
    const since = new Date(TIME + 1000).toISOString();
    const next = store.waitFor({ to: NUMBER, since });
    store.add(message());
    const later = store.add(message({ acceptedAt: TIME + 2000 }));
    await expect(next).resolves.toEqual(later);
  });

  test('ends with the reason of the signal', async () => {
    const store = new MessageStore();
    const abort = new AbortController();
    const wait = store.waitFor({ to: NUMBER, signal: abort.signal });
    abort.abort(new Error('over'));
    await expect(wait).rejects.toThrow('over');
    await expect(store.waitFor({ to: NUMBER, signal: abort.signal })).rejects.toThrow('over');
  });
});

describe('a search', () => {
  test('goes with number, state and page together', () => {
    const store = new MessageStore();
    const sent = Array.from({ length: 4 }, () => store.add(message({ outId: 'Order' })));
    store.add(message({ to: '+8613800138001', outId: 'Order' }));
    store.add(message({ outId: 'Other' }));
    store.report(sent[3]?.id ?? '', {
      status: 'failed',
      errCode: 'NO_ROUTE',
      reportedAt: new Date(TIME).toISOString(),
    });
    const filter = { q: 'order', to: NUMBER, status: 'submitted' } as const;
    expect(store.list(filter)).toEqual({ messages: [sent[2], sent[1], sent[0]], total: 3 });
    const page = { ...filter, before: sent[2]?.id ?? '', limit: 1 };
    expect(store.list(page)).toEqual({ messages: [sent[1]], total: 3 });
    expect(store.list({ status: 'failed' })).toMatchObject({ total: 1 });
    expect(store.list({ q: 'order', before: 'gone' })).toEqual({ messages: [], total: 5 });
  });

  test('finds only what is kept, where the first search comes late', () => {
    const store = new MessageStore(300);
    const sent = Array.from({ length: 700 }, () => store.add(message()));
    expect(store.list({ q: '您的' }).messages).toEqual(sent.slice(-300).toReversed());
    store.clear();
    expect(store.list({ q: '您的' }).total).toBe(0);
    const again = store.add(message());
    expect(store.list({ q: '您的' }).messages).toEqual([again]);
  });
});

test('a store of none keeps one all the same', () => {
  const store = new MessageStore(0);
  store.add(message());
  const last = store.add(message());
  expect(store.list().messages).toEqual([last]);
});
