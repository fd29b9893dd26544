import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type RunningGateway } from './start-gateway.ts';
import { settingsFor } from '../../sender/src/testing/sending.ts';
import { ENVIRONMENT, posted, TOKEN, useLog, useSandbox } from './testing/own-gateway.ts';

const sandbox = await useSandbox();
const lines = useLog();
let gateway: RunningGateway;
beforeAll(async () => {
  const settings = settingsFor(sandbox.url);
  gateway = await startGateway({ settings, environment: ENVIRONMENT, port: 0 });
});
afterAll(() => gateway.close(0));

/** Like a proxy that forwards a body before it is complete. */
const postInChunks = (body: string) =>
  fetch(`${gateway.url}/sms`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: new Blob([body]).stream(),
    duplex: 'half',
  });

it('a chunked body is handled like any other', async () => {
  const answer = await postInChunks(JSON.stringify(posted({ to: '8613800138000' })));
  expect(answer.status).toBe(204);
  expect(sandbox.lastCode('8613800138000')).toBe('042137');
});

it('a chunked body of more than 64 KiB is refused', async () => {
  expect((await postInChunks('x'.repeat(65 * 1024))).status).toBe(413);
});

it.each([
  ['/sms', 401],
  ['/hooks/logto', 401],
  ['/receipts/guessed', 404],
])('%s without a body is refused, and not logged as an error', async (path, status) => {
  const socket = connect(gateway.port, '127.0.0.1');
  socket.end(`POST ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  await once(socket, 'close');
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(lines.join('')).not.toContain('"level":"error"');
});

it.each(
  ['/sms', '/hooks/logto', '/receipts/guessed', '/elsewhere'].flatMap((path) => [
    [path, 'Content-Length: 9\r\n\r\n{'],
    [path, 'Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n'],
    [path, 'Transfer-Encoding: chunked\r\n\r\nnot a length\r\n'],
  ]),
)('a client of %s that leaves within its body (%j) is not an error of ours', async (path, rest) => {
  const before = lines.length;
  const socket = connect(gateway.port, '127.0.0.1');
  socket.end(`POST ${path} HTTP/1.1\r\nHost: a\r\n${rest}`).resume();
  await once(socket, 'close');
  // The answer to another request comes after the end of this one.
  await fetch(`${gateway.url}/healthz`);
  expect(lines.slice(before).join('')).not.toContain('"level":"error"');
});
