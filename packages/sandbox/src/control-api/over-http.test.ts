import { request } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { addMessage } from '../../inbox/testing/sample-messages.ts';
import { startSandbox, type RunningSandbox } from '../start-sandbox.ts';

/** Covers the differences between Node's requests and standard ones, which need a real socket. */
let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(() => sandbox.close());

async function send(method: string, path: string, headers: Record<string, string>, body = '') {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const url = `${sandbox.url}/sandbox/v1${path}`;
    const call = request(url, { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, text }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

const json = { 'content-type': 'application/json' };

test('a call without a body needs no Content-Length', async () => {
  addMessage(sandbox);
  expect(await send('DELETE', '/messages', {})).toEqual({ status: 204, text: '' });
  expect(sandbox.messages.size()).toBe(0);
  expect((await send('POST', '/reset', {})).status).toBe(204);
});

test('a body over 1 MiB is refused, with or without Content-Length', async () => {
  const body = JSON.stringify({ faults: [], padding: 'x'.repeat(1024 * 1024) });
  const length = String(Buffer.byteLength(body));
  const tooLong = await send('PUT', '/faults', { ...json, 'content-length': length }, body);
  expect(tooLong).toEqual({
    status: 413,
    text: '{"error":"The request body is larger than 1 MiB."}',
  });
  const chunked = await send('PUT', '/faults', { ...json, 'transfer-encoding': 'chunked' }, body);
  expect(chunked.status).toBe(411);
});

test('a caller that disconnects while waiting does not affect the next one', async () => {
  const caller = new AbortController();
  const url = `${sandbox.url}/sandbox/v1/messages/wait?to=13800138000`;
  const waitFor = vi.spyOn(sandbox.messages, 'waitFor');
  onTestFinished(() => waitFor.mockRestore());
  const waiting = fetch(url, { signal: caller.signal });
  await expect.poll(() => waitFor.mock.calls).toHaveLength(1);
  caller.abort();
  await expect(waiting).rejects.toThrow('abort');
  const next = fetch(url);
  addMessage(sandbox, { code: '048291' });
  expect(await (await next).json()).toMatchObject({ code: '048291' });
});
