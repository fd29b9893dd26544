import { expect, test } from 'vitest';
import { createControlApp } from './index.ts';
import { addMessage, reportMessage } from '../../inbox/testing/sample-messages.ts';
import { createSandbox } from '../sandbox.ts';
import { loggedCall } from '../testing/logged-call.ts';

test('the stream has events for messages, calls, deletions and changed settings', async () => {
  const state = createSandbox();
  const app = createControlApp(state);
  const base = 'http://127.0.0.1/sandbox/v1';
  const stream = await app.fetch(new Request(`${base}/events`));
  expect(stream.headers.get('content-type')).toBe('text/event-stream');

  const message = addMessage(state);
  reportMessage(state, message.id, 'DELIVERED');
  state.requests.add(loggedCall());
  await app.fetch(new Request(`${base}/messages`, { method: 'DELETE' }));
  await app.fetch(
    new Request(`${base}/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"shiftMs":60000}',
    }),
  );

  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('event: settings')) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  const events = text.split('\n\n').flatMap((part) => /^event: (\w+)/.exec(part)?.[1] ?? []);
  expect(events).toEqual(['message', 'message', 'request', 'cleared', 'settings']);
  expect(text).toContain(JSON.stringify(message));
});
