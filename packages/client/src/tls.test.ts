import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OK } from './testing/faults.ts';
import { serve } from './testing/local-server.ts';

const CERTIFICATE = fileURLToPath(new URL('./testing/local-certificate.pem', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./testing/tls-client.mjs', import.meta.url));
const ACCEPTED = { bizId: '1^0', requestId: expect.any(String), attempts: 1 };

let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
  await build({
    entryPoints: [fileURLToPath(new URL('index.ts', import.meta.url))],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function send(endpoint: string, messages: number, environment: Record<string, string> = {}) {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT], {
    env: {
      CLIENT: join(folder, 'index.mjs'),
      ENDPOINT: endpoint,
      MESSAGES: String(messages),
      NODE_EXTRA_CA_CERTS: CERTIFICATE,
      ...environment,
    },
  });
  const results: unknown = JSON.parse(stdout);
  return results;
}

/** An HTTPS server that counts its connections. */
async function tlsServer(listener: (request: number) => RequestListener) {
  const pem = readFileSync(CERTIFICATE);
  const seen = { requests: 0, connections: 0 };
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    listener((seen.requests += 1))(request, response);
  });
  server.on('secureConnection', () => {
    seen.connections += 1;
  });
  return { origin: await serve(server, 'https'), seen };
}

const accept: RequestListener = (_request, response) => void response.end(OK);

test('messages over TLS share one connection', async () => {
  const { origin, seen } = await tlsServer(() => accept);
  await expect(send(origin, 3)).resolves.toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
  expect(seen).toEqual({ requests: 3, connections: 1 });
});

test('if a kept-alive TLS connection closes on reuse, the message is sent with one more request', async () => {
  const { origin, seen } = await tlsServer((request) =>
    request === 2 ? ({ socket }) => void socket.destroy() : accept,
  );
  await expect(send(origin, 2)).resolves.toEqual([ACCEPTED, { ...ACCEPTED, attempts: 2 }]);
  expect(seen).toEqual({ requests: 3, connections: 2 });
});

test('a certificate is checked even if the environment disables that', async () => {
  const { origin, seen } = await tlsServer(() => accept);
  const environment = { NODE_EXTRA_CA_CERTS: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const [result] = [await send(origin, 1, environment)].flat();
  expect(result).toMatchObject({ outcome: 'not-sent', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(seen.requests).toBe(0);
});

/** A proxy that answers CONNECT with this status and then opens the tunnel. */
async function proxyServer(status: number) {
  const requests: string[] = [];
  const server = createHttpServer((_request, response) => response.writeHead(400).end());
  server.on('connect', ({ url = '', headers }, socket) => {
    requests.push([url, headers['proxy-authorization']].filter(Boolean).join(' '));
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 2\r\n\r\nno`);
      return;
    }
    const target = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
  });
  return { proxy: await serve(server), requests };
}

test('messages go through the proxy of the environment on one connection', async () => {
  const { origin, seen } = await tlsServer(() => accept);
  const { proxy, requests } = await proxyServer(200);
  await expect(send(origin, 2, { HTTPS_PROXY: proxy })).resolves.toEqual([ACCEPTED, ACCEPTED]);
  expect(requests).toEqual([new URL(origin).host]);
  expect(seen).toEqual({ requests: 2, connections: 1 });
});

test('a proxy gets the user name and password of its address', async () => {
  const { origin } = await tlsServer(() => accept);
  const { proxy, requests } = await proxyServer(200);
  const HTTPS_PROXY = proxy.replace('//', '//me:p%40ss@');
  await expect(send(origin, 1, { HTTPS_PROXY })).resolves.toEqual([ACCEPTED]);
  expect(requests).toEqual([`${new URL(origin).host} Basic ${btoa('me:p@ss')}`]);
});

test('nothing is sent through an unreachable proxy', async () => {
  const { origin, seen } = await tlsServer(() => accept);
  const [result] = [await send(origin, 1, { HTTPS_PROXY: 'http://127.0.0.1:9' })].flat();
  expect(result).toMatchObject({ outcome: 'not-sent', attempts: 3, code: 'ECONNREFUSED' });
  expect(seen.requests).toBe(0);
});

test('an exempted host is reached without the proxy', async () => {
  const { origin } = await tlsServer(() => accept);
  const { proxy, requests } = await proxyServer(200);
  const environment = { HTTPS_PROXY: proxy, NO_PROXY: '127.0.0.1' };
  await expect(send(origin, 1, environment)).resolves.toEqual([ACCEPTED]);
  expect(requests).toEqual([]);
});

test.each([407, 502])('nothing is sent if the proxy answers %i', async (status) => {
  const { origin, seen } = await tlsServer(() => accept);
  const { proxy } = await proxyServer(status);
  const [result] = [await send(origin, 1, { HTTPS_PROXY: proxy })].flat();
  expect(result).toMatchObject({ outcome: 'not-sent', attempts: 1, code: 'ERR_PROXY_REFUSED' });
  expect(seen.requests).toBe(0);
});
