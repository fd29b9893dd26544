import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer } from 'node:net';
import { expect, test } from 'vitest';
import { OK, answer } from '../fixtures/faults.ts';
import { serve } from '../fixtures/local-server.ts';
import { createNodeTransport } from './node-transport.ts';
import { createSmsClient } from './sms-client.ts';

const message = {
  phoneNumber: '8613800138000',
  signName: '阿里云',
  templateCode: 'SMS_154950909',
  templateParam: { code: '123456' },
};

function client(endpoint: string) {
  const credentials = { accessKeyId: 'testid', accessKeySecret: 'testsecret' };
  return createSmsClient({ endpoint, credentials, timeoutMs: 700, connectTimeoutMs: 300 });
}

const unreached = { name: 'AliyunSmsConnectionError', outcome: 'not-sent' };

test('a name that does not resolve is not sent', async () => {
  await expect(client('http://name.invalid').sendSms(message)).rejects.toMatchObject(unreached);
});

test('a refused connection is not sent, and tried three times', async () => {
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

test('a certificate that nobody vouches for ends the call before anything is sent', async () => {
  const pem = readFileSync(new URL('../fixtures/local-certificate.pem', import.meta.url));
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

test('a TLS handshake that never ends is given up and not sent', async () => {
  const endpoint = await serve(
    createRawServer((socket) => socket.on('error', () => {})),
    'https',
  );
  await expect(client(endpoint).sendSms(message)).rejects.toMatchObject({
    ...unreached,
    cause: { code: expect.stringMatching(/ETIMEDOUT|ABORT_ERR/) },
  });
});

test('an endpoint that does not speak TLS is not sent to', async () => {
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

test('repeated headers of an answer are joined', async () => {
  const endpoint = await serve(
    answerWith([
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]),
  );
  const response = await createNodeTransport()({ method: 'GET', url: `${endpoint}/`, headers: {} });
  expect(response.headers['set-cookie']).toBe('a=1, b=2');
});

function answerWith(headers: readonly (readonly [string, string])[]): Server {
  return createServer((_request, response) => {
    for (const [name, value] of headers) {
      response.appendHeader(name, value);
    }
    response.end(OK);
  });
}
