import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer, request, type AgentOptions } from 'node:https';
import { connect, createServer as createRawServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { serve } from './testing/local-server.ts';
import { TunnelAgent } from './tunnel-agent.ts';

const pem = readFileSync(new URL('./testing/local-certificate.pem', import.meta.url));
const trusting = { ca: pem, keepAlive: true };

/** A proxy that answers CONNECT with this status; with `secure` it speaks TLS itself. */
async function proxyServer({ status = 200, secure = false } = {}) {
  const requests: unknown[] = [];
  const server = secure ? createTlsServer({ key: pem, cert: pem }) : createHttpServer();
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    requests.push(url, headers['proxy-authorization']);
    socket.on('error', () => undefined);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const target = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    target.on('error', () => socket.destroy());
  });
  return { proxy: await serve(server, secure ? 'https' : 'http'), requests };
}

async function targetServer() {
  const origin = await serve(
    createTlsServer({ key: pem, cert: pem }, (_request, response) => response.end('there')),
    'https',
  );
  return new URL(origin);
}

/** The answer to a request through the agent, or the code of the error. */
async function get(agent: TunnelAgent, { hostname, port }: URL): Promise<string> {
  return new Promise((resolve) => {
    const outgoing = request({ agent, hostname, port }, (response) => {
      void response.toArray().then((chunks) => resolve(chunks.join('')));
    });
    outgoing.on('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    outgoing.end();
  });
}

async function through(proxy: string, options: AgentOptions = trusting): Promise<string> {
  return get(new TunnelAgent(proxy, options), await targetServer());
}

test('two requests go through the same tunnel', async () => {
  const { proxy, requests } = await proxyServer();
  const target = await targetServer();
  const agent = new TunnelAgent(proxy, trusting);
  expect(await get(agent, target)).toBe('there');
  expect(await get(agent, target)).toBe('there');
  expect(requests).toEqual([target.host, undefined]);
});

test('user name and password of the address are sent as Basic authentication', async () => {
  const { proxy, requests } = await proxyServer();
  expect(await through(proxy.replace('//', '//me:p%40ss@'))).toBe('there');
  expect(requests[1]).toBe(`Basic ${btoa('me:p@ss')}`);
});

test('the certificate behind the tunnel is checked', async () => {
  const { proxy } = await proxyServer();
  expect(await through(proxy, { rejectUnauthorized: true })).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
});

test('the certificate of a proxy that speaks TLS is checked', async () => {
  const { proxy, requests } = await proxyServer({ secure: true });
  expect(await through(proxy)).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(requests).toEqual([]);
});

test.each([301, 407, 502])('a proxy that answers %i refuses', async (status) => {
  const { proxy } = await proxyServer({ status });
  expect(await through(proxy)).toBe('ERR_PROXY_REFUSED');
});

test('a password with a bare % is a proxy error, and the proxy is not called', async () => {
  const { proxy, requests } = await proxyServer();
  expect(await through(proxy.replace('//', '//user:50%@'))).toBe('ERR_PROXY_LOGIN');
  expect(requests).toEqual([]);
});

test.each([
  'http://[proxy',
  'http://user:12/34@127.0.0.1:9',
  String.raw`http://user:12\34@127.0.0.1:9`,
  'http://user:12?34@127.0.0.1:9',
  'http://user:12#34@127.0.0.1:9',
])('the invalid address %s is a proxy error', async (proxy) => {
  expect(await through(proxy)).toBe('ERR_PROXY_ADDRESS');
});

test.each(['socks5://127.0.0.1:1080', 'socks5h://user:secret@proxy', 'ftp://proxy'])(
  'the unsupported proxy %s is refused',
  async (proxy) => {
    expect(await through(proxy)).toBe('ERR_PROXY_PROTOCOL');
  },
);

test('a proxy that hangs up is an error', async () => {
  const proxy = await serve(createRawServer((socket) => socket.destroy()));
  expect(await through(proxy)).toBe('ECONNRESET');
});

test('an unreachable proxy is an error, also at an IPv6 address', async () => {
  expect(await through('http://127.0.0.1:9')).toBe('ECONNREFUSED');
  expect(await through('http://[::1]:9')).toMatch(/^(?:ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT)$/);
});

test('a silent proxy times out', async () => {
  const silent = createRawServer((socket) => socket.on('error', () => undefined));
  const proxy = await serve(silent);
  const agent = new TunnelAgent(proxy, trusting, 50);
  expect(await get(agent, await targetServer())).toBe('ETIMEDOUT');
});
