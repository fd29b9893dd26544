import { once } from 'node:events';
import { request, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSmsClient } from 'aliyun-sms-client';
import { afterEach, describe, expect, test } from 'vitest';
import { createControlApp } from './control-api/index.ts';
import { Access } from './access.ts';
import { createHttpServer, type ServerLimits } from './http-server.ts';
import { createSandbox } from './sandbox.ts';

/** Like the real limits, but short enough for tests. */
const SHORT: ServerLimits = {
  maxHeaderBytes: 64 * 1024,
  maxHeaders: 100,
  maxConnections: 60,
  headersTimeout: 400,
  requestTimeout: 2000,
  checkEvery: 50,
};
const HEAD = 'POST / HTTP/1.1\r\nHost: sandbox\r\n';

const sandbox = createSandbox();
const sockets: Socket[] = [];
let server: Server;
let port: number;

async function listen(limits = SHORT, handle = sandbox.handle): Promise<void> {
  server = createHttpServer(handle, createControlApp(sandbox), new Access(), limits);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
}
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Opens a connection that sends `start`, and then one letter every 20 ms. */
function drip(start: string, letter = 'a'): { socket: Socket; closedAfter: Promise<number> } {
  const began = performance.now();
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  socket.resume();
  socket.write(start);
  const timer = letter === '' ? undefined : setInterval(() => socket.write(letter), 20);
  const closed = new Promise<number>((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      resolve(performance.now() - began);
    });
  });
  return { socket, closedAfter: closed };
}

async function get(path: string, headers: Record<string, string> = {}): Promise<number> {
  const outgoing = request({ port, host: '127.0.0.1', path, headers, agent: false });
  outgoing.end();
  const [incoming] = await once(outgoing, 'response');
  incoming.resume();
  return incoming.statusCode;
}

describe('a client that is too slow', () => {
  test.each([
    ['with its headers', `${HEAD}X-Slow: `, 'a', 400],
    ['with its body', `${HEAD}Content-Length: 100000\r\n\r\n`, 'a', 2000],
    ['with a chunked body', `${HEAD}Transfer-Encoding: chunked\r\n\r\nfff\r\n`, 'a', 2000],
    [
      'with a body for the control API',
      'PUT /sandbox/v1/faults HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{',
      ' ',
      2000,
    ],
    ['to send anything', '', '', 400],
  ])('%s is disconnected', async (_, start, letter, timeout) => {
    await listen();
    const closedAfter = await drip(start, letter).closedAfter;
    expect(closedAfter).toBeGreaterThanOrEqual(timeout - 50);
  });

  test('does not delay other clients, even together with 49 more', async () => {
    await listen();
    const crowd = Array.from({ length: 50 }, (_, index) =>
      drip(index % 2 === 0 ? `${HEAD}X-Slow: ` : `${HEAD}Content-Length: 100000\r\n\r\n`),
    );
    await sleep(100);
    const client = createSmsClient({
      credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
      endpoint: `http://127.0.0.1:${port}`,
      maxRetries: 0,
    });
    await client.sendSms({
      phoneNumber: '8613900001234',
      signName: '阿里云短信测试',
      templateCode: 'SMS_154950909',
      templateParam: { code: '123456' },
    });
    // All of them are still connected: the answer did not have to wait for their end.
    expect(crowd.filter(({ socket }) => socket.closed)).toEqual([]);
    await Promise.all(crowd.map(({ closedAfter }) => closedAfter));
    expect(await get('/healthz')).toBe(200);
  });
});

describe('headers', () => {
  test('over 64 KiB are refused', async () => {
    await listen();
    expect(await get('/healthz', { 'x-long': 'a'.repeat(60 * 1024) })).toBe(200);
    expect(await get('/healthz', { 'x-long': 'a'.repeat(64 * 1024) })).toBe(431);
  });

  test('beyond the hundredth are ignored or refused', async () => {
    const seen: number[] = [];
    await listen(SHORT, (call) => {
      seen.push(Object.keys(call.headers ?? {}).length);
      return sandbox.handle(call);
    });
    const many = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`x-${index}`, 'a']),
    );
    const status = await get('/', { host: 'sandbox', ...many });
    // Recent Node 24 refuses such a request; earlier versions ignore the excess headers.
    expect(seen).toEqual(status === 431 ? [] : [100]);
  });
});

test('an excess connection is closed, and accepted again after another has closed', async () => {
  await listen({ ...SHORT, maxConnections: 2, headersTimeout: 60_000, requestTimeout: 60_000 });
  const [first] = [drip(HEAD, ''), drip(HEAD, '')];
  await sleep(50);
  // Long before it could be too slow.
  await drip(HEAD, '').closedAfter;
  first?.socket.destroy();
  await sleep(50);
  expect(await get('/healthz')).toBe(200);
});

test('a running sandbox has the documented limits', async () => {
  await listen();
  const real = createHttpServer(sandbox.handle, createControlApp(sandbox), new Access());
  expect(real).toMatchObject({
    headersTimeout: 10_000,
    requestTimeout: 20_000,
    maxHeadersCount: 100,
    maxConnections: 4096,
  });
});
