import { beforeEach, describe, expect, test } from 'vitest';
import { createControlApp, type ControlApp } from './index.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { messageSchema } from './schemas.ts';
import { addMessage, reportMessage } from '../../inbox/testing/sample-messages.ts';

let state: Sandbox;
let app: ControlApp;
beforeEach(() => {
  state = createSandbox();
  app = createControlApp(state);
});

async function call(method: string, path: string, signal?: AbortSignal) {
  const init = signal ? { method, signal } : { method };
  const response = await app.fetch(new Request(`http://127.0.0.1/sandbox/v1${path}`, init));
  const body: unknown = response.status === 204 ? undefined : await response.json();
  return { status: response.status, body };
}

describe('GET /messages', () => {
  test('lists messages newest first, with the total', async () => {
    const first = addMessage(state);
    const second = addMessage(state);
    expect(await call('GET', '/messages')).toEqual({
      status: 200,
      body: { messages: [second, first], total: 2, dropped: 0 },
    });
  });

  test('continues after a given message', async () => {
    const first = addMessage(state);
    const second = addMessage(state);
    addMessage(state);
    const { body } = await call('GET', `/messages?limit=1&before=${second.id}`);
    expect(body).toMatchObject({ messages: [{ id: first.id }], total: 3 });
  });

  test.each(['%2B8613800138000', '+8613800138000', '8613800138000', '13800138000'])(
    'finds messages to a number written as %s',
    async (to) => {
      addMessage(state, { to: '+8613800138000' });
      addMessage(state, { to: '+85268326366', country: 'HK' });
      const { body } = await call('GET', `/messages?to=${to}`);
      expect(body).toMatchObject({ total: 1, messages: [{ to: '+8613800138000' }] });
    },
  );

  test('counts dropped messages', async () => {
    state = createSandbox({ maxMessages: 2 });
    app = createControlApp(state);
    for (let count = 0; count < 5; count += 1) addMessage(state);
    const { body } = await call('GET', '/messages');
    expect(body).toMatchObject({ total: 2, dropped: 3 });
  });

  test.each(['limit=0', 'limit=x', 'status=lost', 'to=nobody'])(
    'refuses %s with an error message',
    async (query) => {
      const { status, body } = await call('GET', `/messages?${query}`);
      expect(status).toBe(400);
      expect(body).toEqual({ error: expect.stringContaining(query.split('=')[0] ?? '') });
    },
  );
});

const wait = async (more: string) => call('GET', `/messages/wait?to=13800138000&timeout=5${more}`);

describe('GET /messages/wait', () => {
  test('answers immediately with an existing message and its code', async () => {
    const message = addMessage(state, { code: '048291' });
    expect(await call('GET', '/messages/wait?to=13800138000')).toEqual({
      status: 200,
      body: { message, code: '048291', cursor: message.id },
    });
  });

  test('waits until a message arrives', async () => {
    const waiting = call('GET', '/messages/wait?to=%2B8613800138000');
    addMessage(state, { to: '+85268326366', country: 'HK' });
    const message = addMessage(state);
    expect(await waiting).toMatchObject({ status: 200, body: { message } });
  });

  test('skips messages that are not newer than since', async () => {
    const old = addMessage(state);
    const waiting = call('GET', `/messages/wait?to=13800138000&since=${old.acceptedAt}`);
    const next = addMessage(state);
    expect(await waiting).toMatchObject({ status: 200, body: { message: { id: next.id } } });
  });

  test('answers 408 after the timeout, with what happened instead', async () => {
    const { status, body } = await call('GET', '/messages/wait?to=13800138000&timeout=5');
    expect(status).toBe(408);
    expect(body).toEqual({
      error: 'No message to +86138****8000 arrived within 5 ms. No call has reached the sandbox.',
    });
  });

  test('misses no message with a cursor when the clock is moved back', async () => {
    const old = addMessage(state);
    state.clock.shift(-3_600_000);
    const next = addMessage(state);
    const query = `to=13800138000&since=${old.id}`;
    expect(await call('GET', `/messages/wait?${query}`)).toMatchObject({
      body: { message: { id: next.id }, cursor: next.id },
    });
  });

  test('accepts any message with the cursor of a deleted one', async () => {
    const cursor = '123456789-1';
    const message = addMessage(state);
    const query = `to=13800138000&since=${cursor}`;
    expect(await call('GET', `/messages/wait?${query}`)).toMatchObject({ body: { message } });
  });

  test('returns a message that fails at the carrier only if the status selects it', async () => {
    const failing = addMessage(state, { fails: true });
    expect(await wait('')).toMatchObject({ status: 408 });
    expect(await wait('&status=failed')).toMatchObject({ status: 408 });
    expect(await wait('&status=submitted')).toMatchObject({ body: { code: '482916' } });
    reportMessage(state, failing.id, 'INVALID_NUMBER');
    expect(await wait('')).toMatchObject({
      status: 408,
      body: { error: expect.stringContaining('failed at the carrier: INVALID_NUMBER') },
    });
    expect(await wait('&status=failed')).toMatchObject({ body: { code: '482916' } });
  });

  test('waits for the delivery report with a status', async () => {
    const message = addMessage(state);
    const waiting = call('GET', '/messages/wait?to=13800138000&status=delivered');
    await new Promise((resolve) => setImmediate(resolve));
    reportMessage(state, message.id, 'DELIVERED');
    expect(await waiting).toMatchObject({ body: { message: { status: 'delivered' } } });
  });

  test('gives every one of 1,000 waiters its own message', async () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => `+861380000${1000 + index}`);
    const waits = numbers.map((to) => call('GET', `/messages/wait?to=${encodeURIComponent(to)}`));
    await new Promise((resolve) => setImmediate(resolve));
    for (const to of numbers.toReversed()) addMessage(state, { to });
    const answers = await Promise.all(waits);
    expect(answers.map(({ body }) => body)).toMatchObject(
      numbers.map((to) => ({ message: { to } })),
    );
  });

  test('returns each of many messages once and in order to a loop with since', async () => {
    const sent: string[] = [];
    const sender = (async () => {
      for (let count = 0; count < 200; count += 1) {
        sent.push(addMessage(state).id);
        if (count % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const received: string[] = [];
    let since = '';
    while (received.length < 200) {
      const query = since === '' ? '' : `&since=${since}`;
      const { body } = await call('GET', `/messages/wait?to=13800138000${query}`);
      const message = messageSchema.parse(Object(body).message);
      received.push(message.id);
      since = String(Object(body).cursor);
    }
    await sender;
    expect(received).toEqual(sent);
  });

  test('ends when the caller disconnects', async () => {
    const caller = new AbortController();
    const waiting = call('GET', '/messages/wait?to=13800138000', caller.signal);
    caller.abort();
    expect((await waiting).status).toBe(408);
  });

  test.each(['', 'to=nobody', 'to=13800138000&since=yesterday', 'to=13800138000&timeout=900000'])(
    'refuses "%s"',
    async (query) => {
      expect((await call('GET', `/messages/wait?${query}`)).status).toBe(400);
    },
  );
});

describe('one message and all messages', () => {
  test('GET /messages/{id} answers the message, or 404', async () => {
    const message = addMessage(state);
    expect(await call('GET', `/messages/${message.id}`)).toEqual({ status: 200, body: message });
    expect((await call('GET', '/messages/unknown')).status).toBe(404);
  });

  test('DELETE /messages empties the list', async () => {
    addMessage(state);
    expect((await call('DELETE', '/messages')).status).toBe(204);
    expect(state.messages.size()).toBe(0);
  });

  test('POST /reset deletes the messages and resets the clock', async () => {
    addMessage(state);
    state.clock.freeze(0);
    expect((await call('POST', '/reset')).status).toBe(204);
    expect(state.messages.size()).toBe(0);
    expect(state.clock.frozen()).toBe(false);
  });
});
