import { describe, expect, test } from 'vitest';
import type { NewMessage } from './kept-message.ts';
import { MessageStore, type MessageEvent } from './message-store.ts';

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

const add = (store: MessageStore, change: Partial<NewMessage> = {}) =>
  store.add(message(change)).details();

describe('the list', () => {
  test('is newest first, and its total includes messages beyond the limit', () => {
    const store = new MessageStore();
    const [first, second, third] = [add(store), add(store), add(store)];
    expect(store.list()).toEqual({ messages: [third, second, first], total: 3 });
    expect(store.list({ limit: 1 })).toEqual({ messages: [third], total: 3 });
    expect(store.list({ limit: 1, before: third?.id ?? '' }).messages).toEqual([second]);
    expect(store.list({ before: 'unknown' }).messages).toEqual([]);
  });

  test.each(['+8613800138000', '8613800138000', '008613800138000', '13800138000'])(
    'finds messages to a number written as %s',
    (to) => {
      const store = new MessageStore();
      const kept = add(store);
      add(store, { to: '+14155551234' });
      expect(store.list({ to })).toEqual({ messages: [kept], total: 1 });
    },
  );

  test('finds messages to both numbers that an ambiguous number can mean', () => {
    const store = new MessageStore();
    const abroad = add(store, { to: '+14155552671' });
    const mainland = add(store, { to: '+8614155552671' });
    expect(store.list({ to: '14155552671' }).messages).toEqual([mainland, abroad]);
    expect(store.list({ to: '+14155552671' }).messages).toEqual([abroad]);
  });

  test('searches text, number and ids ignoring case', () => {
    const store = new MessageStore();
    const kept = add(store, { outId: 'Order-7' });
    add(store);
    expect(store.list({ q: 'order-7' }).messages).toEqual([kept]);
    expect(store.list({ q: '验证码' }).total).toBe(2);
    expect(store.list({ status: 'delivered' }).total).toBe(0);
  });
});

test('the oldest messages are dropped at the maximum, and are counted', () => {
  const store = new MessageStore(3);
  const kept = Array.from({ length: 20 }, () => add(store));
  expect(store.list().messages).toEqual(kept.slice(-3).toReversed());
  expect(store.list({ to: NUMBER }).total).toBe(3);
  expect(store.get(kept[0]?.id ?? '')).toBeUndefined();
  expect([store.size(), store.dropped()]).toEqual([3, 17]);
});

test('a delivery report changes the message and emits an event', () => {
  const store = new MessageStore();
  const events: MessageEvent[] = [];
  const end = store.subscribe((event) => events.push(event));
  const kept = store.add(message());
  const before = kept.details();
  store.report(kept, 'DELIVERED', TIME + 1500);
  expect(before).toMatchObject({ status: 'submitted' });
  expect(store.get(kept.id)).toEqual({
    ...before,
    status: 'delivered',
    errCode: 'DELIVERED',
    reportedAt: '2026-01-02T03:04:06.500Z',
  });
  end();
  store.clear();
  store.report(kept, 'DELIVERED', TIME + 1500);
  expect(events.map(({ type }) => type)).toEqual(['accepted', 'reported']);
  expect(store.get(kept.id)).toBeUndefined();
});

describe('waiting', () => {
  test('resolves with an existing message', async () => {
    const store = new MessageStore();
    const kept = add(store);
    await expect(store.waitFor({ to: '13800138000' })).resolves.toEqual(kept);
  });

  test('with `since` resolves with the next message only', async () => {
    const store = new MessageStore();
    const first = add(store);
    const next = store.waitFor({ to: NUMBER, since: first.acceptedAt });
    add(store, { to: '+8613800138001' });
    const second = add(store);
    await expect(next).resolves.toEqual(second);
  });

  test('misses none of several messages accepted in the same millisecond', async () => {
    const store = new MessageStore();
    const sent = Array.from({ length: 5 }, () => add(store));
    const seen = [];
    let since = new Date(TIME).toISOString();
    for (let index = 0; index < sent.length; index += 1) {
      // Each call depends on the previous answer.
      // oxlint-disable-next-line no-await-in-loop
      const found = await store.waitFor({ to: NUMBER, since });
      seen.push(found);
      since = found.acceptedAt;
    }
    expect(seen).toEqual(sent);
  });

  test('works for a thousand numbers at the same time', async () => {
    const store = new MessageStore();
    const numbers = Array.from({ length: 1000 }, (_, index) => `+86138${10_000_000 + index}`);
    const waits = numbers.map((to) => store.waitFor({ to }));
    for (const to of numbers) {
      add(store, { to });
    }
    expect((await Promise.all(waits)).map(({ to }) => to)).toEqual(numbers);
  });

  test('continues for other waits for the same number when one is aborted', async () => {
    const store = new MessageStore();
    const abort = new AbortController();
    const impatient = store.waitFor({ to: NUMBER, signal: abort.signal });
    const patient = store.waitFor({ to: NUMBER });
    abort.abort(new Error('over'));
    await expect(impatient).rejects.toThrow('over');
    const kept = add(store);
    await expect(patient).resolves.toEqual(kept);
  });

  test('skips messages accepted before the time in `since`', async () => {
    const store = new MessageStore();
    const since = new Date(TIME + 1000).toISOString();
    const next = store.waitFor({ to: NUMBER, since });
    add(store);
    const later = add(store, { acceptedAt: TIME + 2000 });
    await expect(next).resolves.toEqual(later);
  });

  test('rejects with the signal’s reason', async () => {
    const store = new MessageStore();
    const abort = new AbortController();
    const wait = store.waitFor({ to: NUMBER, signal: abort.signal });
    abort.abort(new Error('over'));
    await expect(wait).rejects.toThrow('over');
    await expect(store.waitFor({ to: NUMBER, signal: abort.signal })).rejects.toThrow('over');
  });
});

describe('a search', () => {
  test('can be combined with number, status and page', () => {
    const store = new MessageStore();
    const kept = Array.from({ length: 4 }, () => store.add(message({ outId: 'Order' })));
    const sent = kept.map((one) => one.details());
    add(store, { to: '+8613800138001', outId: 'Order' });
    add(store, { outId: 'Other' });
    for (const last of kept.slice(3)) {
      store.report(last, 'NO_ROUTE', TIME);
    }
    const filter = { q: 'order', to: NUMBER, status: 'submitted' } as const;
    expect(store.list(filter)).toEqual({ messages: [sent[2], sent[1], sent[0]], total: 3 });
    const page = { ...filter, before: sent[2]?.id ?? '', limit: 1 };
    expect(store.list(page)).toEqual({ messages: [sent[1]], total: 3 });
    expect(store.list({ status: 'failed' })).toMatchObject({ total: 1 });
    expect(store.list({ q: 'order', before: 'gone' })).toEqual({ messages: [], total: 5 });
  });

  test('finds only kept messages, even if the first search comes after others were dropped', () => {
    const store = new MessageStore(300);
    const sent = Array.from({ length: 700 }, () => add(store));
    expect(store.list({ q: '您的' }).messages).toEqual(sent.slice(-300).toReversed());
    store.clear();
    expect(store.list({ q: '您的' }).total).toBe(0);
    const again = add(store);
    expect(store.list({ q: '您的' }).messages).toEqual([again]);
  });
});

test('a store with a maximum of 0 keeps one message', () => {
  const store = new MessageStore(0);
  add(store);
  const last = add(store);
  expect(store.list().messages).toEqual([last]);
});
