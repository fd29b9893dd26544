import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { addMessage } from '../../inbox/sample-messages.ts';
import { createSandbox } from '../sandbox.ts';

const from = '13800138000';

test('a reply is kept with what became of its push, as long as the messages are', async () => {
  let status = 500;
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status).end('{"code":0}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const sandbox = createSandbox();
  const states = () => sandbox.receipts.replies.list().map(({ content, push }) => [content, push]);
  sandbox.receipts.configure({ replyUrl: `http://127.0.0.1:${port}/` });
  addMessage(sandbox);

  sandbox.receipts.reply({ from, content: 'first' });
  expect(states()).toEqual([['first', { state: 'waiting' }]]);
  const refused = [['first', { state: 'refused', attempt: 1, status: 500 }]];
  await expect.poll(states, { timeout: 10_000 }).toEqual(refused);
  status = 200;
  sandbox.clock.shift(60_000);
  const accepted = ['first', { state: 'accepted', attempt: 2, status: 200 }];
  await expect.poll(states, { timeout: 10_000 }).toEqual([accepted]);

  sandbox.receipts.configure({ losses: 1 });
  sandbox.receipts.reply({ from, content: 'second' });
  sandbox.receipts.configure({ replyUrl: null, losses: 0 });
  sandbox.receipts.reply({ from, content: 'third' });
  expect(states()).toEqual([['third', { state: 'off' }], ['second', { state: 'lost' }], accepted]);
  sandbox.messages.clear();
  expect(states()).toEqual([]);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

test('a reply says which message it answers, and is never earlier than that', () => {
  const sandbox = createSandbox();
  sandbox.clock.freeze(Date.parse('2026-01-02T04:00:00Z'));
  addMessage(sandbox, { text: 'older' });
  const answered = addMessage(sandbox);
  expect(sandbox.receipts.reply({ from, content: 'R' })).toEqual({
    sequenceId: Date.parse('2026-01-02T04:00:00Z'),
    messageId: answered.id,
    from: '+8613800138000',
    content: 'R',
    at: answered.acceptedAt,
    push: { state: 'off' },
  });
  sandbox.reset();
  expect(sandbox.receipts.replies.list()).toEqual([]);
});
