import { beforeEach, expect, test } from 'vitest';
import { addMessage } from '../../inbox/sample-messages.ts';
import { createSandbox, type Sandbox } from '../sandbox.ts';
import { createControlApp } from './index.ts';

let sandbox: Sandbox;
let call: (path: string, reply?: unknown) => Promise<{ status: number; body: unknown }>;
beforeEach(() => {
  sandbox = createSandbox({ now: () => Date.parse('2026-03-01T12:00:00.000Z') });
  const app = createControlApp(sandbox);
  call = async (path, reply) => {
    const headers = { 'content-type': 'application/json' };
    const post = reply && { method: 'POST', headers, body: JSON.stringify(reply) };
    const response = await app.fetch(new Request(`http://127.0.0.1/sandbox/v1${path}`, post || {}));
    return { status: response.status, body: await response.json() };
  };
});

test('a reply is taken for a number that has a message, and is listed', async () => {
  const { id } = addMessage(sandbox, { to: '+8613800138000' });
  const answer = await call('/replies', { from: '138 0013 8000', content: 'R' });
  expect(answer).toEqual({
    status: 200,
    body: {
      sequenceId: Date.parse('2026-03-01T12:00:00.000Z'),
      messageId: id,
      from: '+8613800138000',
      content: 'R',
      at: '2026-03-01T12:00:00.001Z',
      push: { state: 'off' },
    },
  });
  expect(await call('/replies')).toEqual({ status: 200, body: { replies: [answer.body] } });
});

test('the newest come first, of all numbers or of one', async () => {
  addMessage(sandbox, { to: '+8613800138000' });
  addMessage(sandbox, { to: '+8613900001234' });
  for (const [from, content] of [
    ['13800138000', 'one'],
    ['13900001234', 'two'],
    ['13800138000', 'three'],
  ])
    sandbox.receipts.reply({ from: from ?? '', content: content ?? '' });
  for (const [query, contents] of [
    ['', ['three', 'two', 'one']],
    ['?limit=2', ['three', 'two']],
    ['?from=13800138000', ['three', 'one']],
    ['?from=%2B8613900001234', ['two']],
    ['?from=85268326366', []],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop
    const { body } = await call(`/replies${query}`);
    expect(body).toMatchObject({ replies: contents.map((content) => ({ content })) });
    expect(body).toHaveProperty('replies.length', contents.length);
  }
});

test('the newest 1,000 are kept', async () => {
  addMessage(sandbox);
  for (let count = 1; count <= 1001; count += 1)
    sandbox.receipts.reply({ from: '13800138000', content: `reply ${count}` });
  const kept = sandbox.receipts.replies.list();
  expect(kept).toHaveLength(1000);
  expect([kept[0]?.content, kept.at(-1)?.content]).toEqual(['reply 1001', 'reply 2']);
});

test.each([
  [{ from: '13900001234', content: 'R' }, 404],
  [{ from: 'nobody', content: 'R' }, 400],
  [{ from: '13900001234', content: '' }, 400],
])('%j is refused', async (reply, status) => {
  expect((await call('/replies', reply)).status).toBe(status);
});

test('the deletion of the messages deletes the replies', async () => {
  addMessage(sandbox);
  sandbox.receipts.reply({ from: '13800138000', content: 'R' });
  sandbox.messages.clear();
  expect((await call('/replies')).body).toEqual({ replies: [] });
});
