import { once } from 'node:events';
import { request, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { createSmsClient } from 'aliyun-sms-client';
import { afterEach, describe, expect, test } from 'vitest';
import { createControlApp } from './control-api/index.ts';
import { Access } from './access.ts';
import { createHttpServer, type ServerLimits } from './http-server.ts';
import { createSandbox } from './sandbox.ts';

/** Like the real limits, but without limits of time. */
const PATIENT: ServerLimits = {
  maxHeaderBytes: 64 * 1024,
  maxHeaders: 100,
  maxConnections: 60,
  headersTimeout: 0,
  requestTimeout: 0,
  checkEvery: 50,
};
const HEAD = 'POST / HTTP/1.1\r\nHost: sandbox\r\n';

const sandbox = createSandbox();
const sockets: Socket[] = [];
/** The server's end of each connection. */
let accepted: Socket[];
let server: Server;
let port: number;

async function listen(limits = PATIENT, handle = sandbox.handle): Promise<void> {
  server = createHttpServer(handle, createControlApp(sandbox), new Access(), limits);
  accepted = [];
  server.on('connection', (socket) => accepted.push(socket));
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
function drip(start: string, letter = 'a'): { socket: Socket; answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  socket.write(start);
  const timer = letter === '' ? undefined : setInterval(() => socket.write(letter), 20);
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  const answer = new Promise<string>((resolve) => {
    socket.once('close', () => {
      clearInterval(timer);
      resolve(received);
    });
  });
  return { socket, answer };
}

const isHeard = ({ bytesRead }: Socket) => bytesRead > 0;

async function get(path: string, headers: Record<string, string> = {}): Promise<number> {
  const outgoing = request({ port, host: '127.0.0.1', path, headers, agent: false });
  outgoing.end();
  const [incoming] = await once(outgoing, 'response');
  incoming.resume();
  return incoming.statusCode;
}

describe('a client that is too slow', () => {
  const inHeaders = { ...PATIENT, headersTimeout: 400 };
  const inRequest = { ...PATIENT, requestTimeout: 400 };

  test.each([
    ['with its headers', `${HEAD}X-Slow: `, 'a', inHeaders],
    ['with its body', `${HEAD}Content-Length: 100000\r\n\r\n`, 'a', inRequest],
    ['with a chunked body', `${HEAD}Transfer-Encoding: chunked\r\n\r\nfff\r\n`, 'a', inRequest],
    [
      'with a body for the control API',
      'PUT /sandbox/v1/faults HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{',
      ' ',
      inRequest,
    ],
    ['to send anything', '', '', inHeaders],
  ])('%s is disconnected', async (_, start, letter, limits) => {
    await listen(limits);
    expect(await drip(start, letter).answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('does not delay other clients, even together with 49 more', async () => {
    await listen();
    const crowd = Array.from({ length: 50 }, (_, index) =>
      drip(index % 2 === 0 ? `${HEAD}X-Slow: ` : `${HEAD}Content-Length: 100000\r\n\r\n`),
    );
    await expect.poll(() => accepted.filter(isHeard)).toHaveLength(50);
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
    await listen(PATIENT, (call) => {
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
  await listen({ ...PATIENT, maxConnections: 2 });
  const [first] = [drip(HEAD, ''), drip(HEAD, '')];
  await expect.poll(() => accepted).toHaveLength(2);
  expect(await drip(HEAD, '').answer).toBe('');
  first?.socket.destroy();
  await expect.poll(() => accepted.some(({ closed }) => closed)).toBe(true);
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
