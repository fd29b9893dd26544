import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type Socket } from 'node:net';
import { inspect } from 'node:util';
import { expect, onTestFinished, test, vi } from 'vitest';
import { OK, answer } from './testing/faults.ts';
import { serve } from './testing/local-server.ts';
import { createNodeTransport } from './node-transport.ts';
import { createSmsClient } from './sms-client.ts';

const message = {
  phoneNumber: '8613800138000',
  signName: '阿里云',
  templateCode: 'SMS_154950909',
  templateParam: { code: '123456' },
};

function client(endpoint: string, limits = {}) {
  const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  return createSmsClient({ endpoint, credentials, ...limits });
}

const unreached = { name: 'AliyunSmsConnectionError', outcome: 'not-sent' };

test('nothing is sent to a name that does not resolve', async () => {
  await expect(client('http://name.invalid').sendSms(message)).rejects.toMatchObject(unreached);
});

test('nothing is sent if the proxy address is invalid', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://[proxy');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(client('https://behind-no-proxy.invalid').sendSms(message)).rejects.toMatchObject({
    ...unreached,
    cause: { code: 'ERR_PROXY_ADDRESS', stage: 'connecting' },
  });
});

test('infinite time limits let a message through', async () => {
  const server = createServer(answer(200, OK));
  const limits = { timeoutMs: Infinity, connectTimeoutMs: Infinity };
  const patient = client(await serve(server), limits);
  await expect(patient.sendSms(message)).resolves.toHaveProperty('bizId');
});

test('a refused connection is tried three times, and nothing is sent', async () => {
  const server = createRawServer();
  const endpoint = await serve(server);
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await expect(client(endpoint).sendSms(message)).rejects.toMatchObject({
    ...unreached,
    attempts: 3,
    cause: { code: 'ECONNREFUSED', stage: 'connecting' },
  });
});

test('an untrusted certificate ends the call before anything is sent', async () => {
  const pem = readFileSync(new URL('./testing/local-certificate.pem', import.meta.url));
  let requests = 0;
  const server = createTlsServer({ key: pem, cert: pem }, (_request, response) => {
    requests += 1;
    response.end(OK);
  });
  const endpoint = await serve(server, 'https');
  await expect(client(endpoint).sendSms(message)).rejects.toMatchObject({
    ...unreached,
    attempts: 1,
    cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
  });
  expect(requests).toBe(0);
});

test('a TLS handshake that never ends times out, and nothing is sent', async () => {
  const endpoint = await serve(
    createRawServer((socket) => socket.on('error', () => {})),
    'https',
  );
  const impatient = client(endpoint, { timeoutMs: 700, connectTimeoutMs: 300 });
  await expect(impatient.sendSms(message)).rejects.toMatchObject({
    ...unreached,
    cause: { code: expect.stringMatching(/ETIMEDOUT|ABORT_ERR/) },
  });
});

test('nothing is sent to an endpoint that does not speak TLS', async () => {
  const endpoint = await serve(createServer(answer(200, OK)), 'https');
  await expect(client(endpoint).sendSms(message)).rejects.toMatchObject(unreached);
});

test('all clients of the process share one connection', async () => {
  const connections = new Set<unknown>();
  const endpoint = await serve(
    createServer((request, response) => {
      connections.add(request.socket);
      response.end(OK);
    }),
  );
  for (let sent = 0; sent < 3; sent += 1) {
    await client(endpoint).sendSms(message);
  }
  expect(connections.size).toBe(1);
});

test('repeated answer headers are joined', async () => {
  const endpoint = await serve(
    answerWith([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]),
  );
  const response = await createNodeTransport()({ method: 'GET', url: `${endpoint}/`, headers: {} });
  expect(response.headers['set-cookie']).toBe('a=1, b=2');
});

/** A server that counts its connections and answers, unless it is `silent`. */
async function countingServer({ silent = false } = {}) {
  const connections = new Set<unknown>();
  const server = createServer((request, response) => {
    connections.add(request.socket);
    if (!silent) {
      response.end(OK);
    }
  });
  return { url: `${await serve(server)}/`, connections };
}

test('a fresh connection is new, and idle ones are closed', async () => {
  const { url, connections } = await countingServer();
  const send = createNodeTransport();
  const request = { method: 'GET', url, headers: {} } as const;
  await send(request);
  await send({ ...request, freshConnection: true });
  await send(request);
  expect(connections.size).toBe(2);
});

test('a signal ends a waiting request, and a request that starts after it is never sent', async () => {
  const { url, connections } = await countingServer({ silent: true });
  const send = createNodeTransport();
  const controller = new AbortController();
  const request = { method: 'GET', url, headers: {}, signal: controller.signal } as const;
  const waiting = send(request);
  await expect.poll(() => connections.size).toBe(1);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'ABORT_ERR', stage: 'waiting' });
  await expect(send(request)).rejects.toMatchObject({ code: 'ABORT_ERR', stage: 'connecting' });
  expect(connections.size).toBe(1);
});

test('a signal after the answer closes no connection', async () => {
  const { url, connections } = await countingServer();
  const send = createNodeTransport();
  const controller = new AbortController();
  const request = { method: 'GET', url, headers: {} } as const;
  await send(request);
  await send({ ...request, signal: controller.signal });
  controller.abort();
  await send(request);
  expect(connections.size).toBe(1);
});

test('the caller’s host header replaces the default one', async () => {
  const hosts: unknown[] = [];
  const server = createServer(({ headers }, response) => {
    hosts.push(headers.host);
    response.end(OK);
  });
  const url = `${await serve(server)}/`;
  await createNodeTransport()({ method: 'GET', url, headers: { host: 'other' } });
  await createNodeTransport()({ method: 'GET', url, headers: {} });
  expect(hosts).toEqual(['other', new URL(url).host]);
});

test('nothing is sent if the proxy refuses', async () => {
  const proxy = createServer();
  proxy.on('connect', (_request, socket: Socket) => socket.end('HTTP/1.1 407 No\r\n\r\n'));
  vi.stubEnv('HTTPS_PROXY', await serve(proxy));
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(client('https://behind-the-proxy.invalid').sendSms(message)).rejects.toMatchObject({
    ...unreached,
    message: expect.stringMatching(/^The proxy 127\S+ in HTTPS_PROXY refused to connect to https:/),
    cause: { code: 'ERR_PROXY_REFUSED', proxy: { status: 407 } },
  });
});

test('an unreachable proxy is named without its password', async () => {
  vi.stubEnv('HTTPS_PROXY', 'http://me:secret@127.0.0.1:9');
  onTestFinished(() => void vi.unstubAllEnvs());
  const error: unknown = await client('https://behind-no-proxy-at-all.invalid')
    .sendSms(message)
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ ...unreached, cause: { proxy: { address: '127.0.0.1:9' } } });
  expect(String(error)).toContain('No connection to the proxy 127.0.0.1:9 in HTTPS_PROXY');
  expect(inspect(error, { depth: 9 })).not.toContain('secret');
});

function answerWith(headers: readonly (readonly [string, string])[]): Server {
  return createServer((_request, response) => {
    for (const [name, value] of headers) {
      response.appendHeader(name, value);
    }
    response.end(OK);
  });
}
