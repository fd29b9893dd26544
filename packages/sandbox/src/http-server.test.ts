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

describe('Aliyun’s side', () => {
  test('takes a form', async () => {
    const { body } = signedV1({ ...SEND, PhoneNumbers: '13900000001' }, Date.now());
    const answer = await post(String(body));
    expect(answer.headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(await answer.json()).toMatchObject({ Code: 'OK' });
  });

  test('takes a form in chunks', async () => {
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

  test('takes the client’s V3 over a socket', async () => {
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

  test('refuses a body above 1 MiB and goes on serving', async () => {
    const before = sandbox.messages.size();
    const big = await post('a'.repeat(1024 * 1024 + 1)).catch(() => undefined);
    expect([413, undefined]).toContain(big?.status);
    expect((await post('a'.repeat(1024 * 1024))).status).toBe(404);
    expect(sandbox.messages.size()).toBe(before);
  });

  test('survives what is no HTTP', async () => {
    const socket = connect(sandbox.port, '127.0.0.1');
    socket.write('\u0000\u0001GET nonsense\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await post('')).status).toBe(404);
  });
});

describe('the sandbox’s own side', () => {
  test.each(['/healthz', '/sandbox/v1/messages', '/inbox', '/metrics'])(
    '%s is not Aliyun’s',
    async (path) => {
      const answer = await fetch(new URL(path, sandbox.url));
      expect(answer.headers.has('x-acs-request-id')).toBe(false);
    },
  );

  test('`/` is the inbox for a browser and Aliyun for all others', async () => {
    const headers = { accept: 'text/html,application/xhtml+xml' };
    const page = await fetch(sandbox.url, { headers, redirect: 'manual' });
    expect(page.headers.has('x-acs-request-id')).toBe(false);
    const api = await fetch(sandbox.url);
    expect(api.headers.has('x-acs-request-id')).toBe(true);
  });
});

test('a taken port is told by Node’s own error', async () => {
  await expect(startSandbox({ port: sandbox.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('an IPv6 address stands in brackets', async () => {
  const sixth = await startSandbox({ host: '::1', port: 0 });
  expect(sixth.url).toBe(`http://[::1]:${sixth.port}`);
  expect((await fetch(sixth.url)).status).toBe(404);
  await sixth.close();
});

test('a call with cookies is answered, and one that repeats them too', async () => {
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
