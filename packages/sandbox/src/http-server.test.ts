import { request } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSmsClient } from 'aliyun-sms-client';
import { startSandbox, type RunningSandbox } from './start-sandbox.ts';
import { SEND, signedV1 } from './testing/calls.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => sandbox.close());

async function post(body: string): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return fetch(sandbox.url, { method: 'POST', headers, body });
}

describe('the Aliyun side', () => {
  test('accepts a form', async () => {
    const { body } = signedV1({ ...SEND, PhoneNumbers: '13900000001' }, Date.now());
    const answer = await post(String(body));
    expect(answer.headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(await answer.json()).toMatchObject({ Code: 'OK' });
  });

  test('accepts a chunked form', async () => {
    const { body } = signedV1({ ...SEND, PhoneNumbers: '13900000002' }, Date.now());
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const outgoing = request(sandbox.url, { method: 'POST', headers });
    outgoing.write(String(body).slice(0, 40));
    outgoing.write(String(body).slice(40));
    outgoing.end();
    const [incoming] = await once(outgoing, 'response');
    const chunks = await incoming.toArray();
    expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ Code: 'OK' });
  });

  test('accepts the client’s V3 requests', async () => {
    const client = createSmsClient({
      credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
      endpoint: sandbox.url,
    });
    const sent = client.sendSms({
      phoneNumber: '8613900000003',
      signName: '阿里云短信测试',
      templateCode: 'SMS_154950909',
      templateParam: { code: '123456' },
    });
    await expect(sent).resolves.toMatchObject({ bizId: expect.stringMatching(/^\d{18}\^0$/) });
  });

  test('refuses a body over 1 MiB and keeps serving', async () => {
    const before = sandbox.messages.size();
    const big = await post('a'.repeat(1024 * 1024 + 1)).catch(() => undefined);
    expect([413, undefined]).toContain(big?.status);
    expect((await post('a'.repeat(1024 * 1024))).status).toBe(404);
    expect(sandbox.messages.size()).toBe(before);
  });

  test('survives input that is not HTTP', async () => {
    const socket = connect(sandbox.port, '127.0.0.1');
    socket.write('\u0000\u0001GET nonsense\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await post('')).status).toBe(404);
  });
});

describe('the sandbox side', () => {
  test.each(['/healthz', '/sandbox/v1/messages', '/inbox', '/metrics'])(
    'serves %s',
    async (path) => {
      const answer = await fetch(new URL(path, sandbox.url));
      expect(answer.headers.has('x-acs-request-id')).toBe(false);
    },
  );

  test('serves the inbox at `/` to browsers; other clients get the Aliyun side', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml' };
    const page = await fetch(sandbox.url, { headers, redirect: 'manual' });
    expect(page.headers.has('x-acs-request-id')).toBe(false);
    const api = await fetch(sandbox.url);
    expect(api.headers.has('x-acs-request-id')).toBe(true);
  });
});

test('a port in use is reported with Node’s own error', async () => {
  await expect(startSandbox({ port: sandbox.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the URL has an IPv6 address in brackets', async () => {
  const ipv6 = await startSandbox({ host: '::1', port: 0 });
  expect(ipv6.url).toBe(`http://[::1]:${ipv6.port}`);
  expect((await fetch(ipv6.url)).status).toBe(404);
  await ipv6.close();
});

test('a call with repeated set-cookie headers is answered', async () => {
  const { body } = signedV1({ ...SEND, PhoneNumbers: '13900000044' }, Date.now());
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'set-cookie': ['a=1', 'b=2'],
  };
  const outgoing = request(sandbox.url, { method: 'POST', headers });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  const chunks = await incoming.toArray();
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ Code: 'OK' });
});
