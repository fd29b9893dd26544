import { createServer, request, type Server } from 'node:http';
import { once } from 'node:events';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../../scripts/launch-chromium.ts';
import { requireProgram } from '../../../scripts/require-program.ts';
import { startSandbox, type RunningSandbox } from './start-sandbox.ts';
import { SEND, signedV1 } from './testing/calls.ts';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => sandbox.close());

/** A signed call as an SDK makes it, except for these headers. */
async function call(
  headers: Readonly<Record<string, string>>,
  { url, port } = sandbox,
  method = 'POST',
) {
  const { body } = signedV1({ Action: 'QuerySmsSignList' }, Date.now());
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const path = headers['host'] === undefined ? url : '/';
  const target = { host: '127.0.0.1', port, path, method, headers: { ...form, ...headers } };
  const outgoing = request(target);
  outgoing.end(method === 'POST' ? body : undefined);
  const [answer] = await once(outgoing, 'response');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: Buffer.concat(await answer.toArray()).toString(),
  };
}

describe('on the Aliyun side', () => {
  test.each([
    'localhost:4086',
    'app.localhost',
    '127.0.0.1',
    '192.168.1.5:4086',
    '[::1]:4086',
    'sandbox:4086',
    'host.docker.internal:4086',
    'sms.default.svc.cluster.local',
    'dysmsapi.aliyuncs.com',
    'dysmsapi.ap-southeast-1.aliyuncs.com.',
  ])('a client may use the host %s', async (host) => {
    expect(await call({ host })).toMatchObject({ status: 200 });
  });

  test.each(['evil.example', '127.0.0.1.evil.example:4086', 'aliyuncs.com.evil.example'])(
    'a page cannot read anything by DNS rebinding: %s',
    async (host) => {
      const answer = await call({ host });
      expect(answer.status).toBe(403);
      expect(JSON.parse(answer.body)).toEqual({
        Code: 'Forbidden',
        Message: 'This Host is not allowed. To allow it, use --allow-host.',
      });
      expect(answer.body).not.toContain('SignName');
    },
  );

  test.each([
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' },
  ])('a page of another origin is refused: %j', async (headers) => {
    const before = sandbox.requests.size();
    const answer = await call(headers);
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(sandbox.requests.size()).toBe(before);
  });

  test('the sandbox’s own page may call', async () => {
    const own = { origin: sandbox.url, 'sec-fetch-site': 'same-origin' };
    expect((await call(own)).status).toBe(200);
  });

  test('the connection stays usable after a refused request with a long body', async () => {
    const answer = await fetch(sandbox.url, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
      body: 'x'.repeat(100_000),
    });
    expect(answer.status).toBe(403);
    expect((await call({})).status).toBe(200);
  });

  test('no answer may be cached', async () => {
    expect((await call({})).headers['cache-control']).toBe('no-store');
    for (const path of ['/sandbox/v1/messages', '/sandbox/v1/requests', '/sandbox/v1/events']) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await fetch(new URL(path, sandbox.url));
      expect(answer.headers.get('cache-control')).toBe('no-store');
      // oxlint-disable-next-line no-await-in-loop
      await answer.body?.cancel();
    }
  });
});

describe('a sandbox with allowed origins', () => {
  test.each([
    [['http://127.0.0.1:3000'], 'http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    [['*'], 'https://any.example', '*'],
  ])('%j allows %s', async (allowOrigins, origin, shared) => {
    const own = await startSandbox({ port: 0, allowOrigins });
    const answer = await call({ origin, 'sec-fetch-site': 'cross-site' }, own);
    expect(answer.status).toBe(200);
    expect(answer.headers['access-control-allow-origin']).toBe(shared);
    const preflight = await call(
      { origin, 'access-control-request-headers': 'authorization,x-acs-date' },
      own,
      'OPTIONS',
    );
    expect(preflight.status).toBe(200);
    expect(preflight.headers['access-control-allow-headers']).toBe('authorization,x-acs-date');
    const control = await fetch(`${own.url}/sandbox/v1/messages`, { headers: { origin } });
    expect(control.headers.get('access-control-allow-origin')).toBe(shared);
    await own.close();
  });

  test('refuses every other origin', async () => {
    const own = await startSandbox({ port: 0, allowOrigins: ['http://a.example'] });
    expect((await call({ origin: 'http://b.example' }, own)).status).toBe(403);
    await own.close();
  });
});

const program = requireProgram('chromium');

describe.skipIf(program.absent)('in a browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  let other: Server;
  beforeAll(async () => {
    browser = await launchChromium(program.path);
    other = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end('<title>elsewhere</title>');
    }).listen(0, '127.0.0.1');
    await once(other, 'listening');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    other.closeAllConnections();
    other.close();
  });

  test('a page of another origin can neither read a code nor send an SMS', async () => {
    const sent = signedV1({ ...SEND, PhoneNumbers: '13900007777' }, Date.now());
    await sandbox.handle(sent);
    const kept = sandbox.messages.size();
    const address = other.address();
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
    const query = signedV1(
      {
        Action: 'QuerySendDetails',
        PhoneNumber: '13900007777',
        SendDate: new Date(Date.now() + 8 * 3_600_000)
          .toISOString()
          .slice(0, 10)
          .replaceAll('-', ''),
        PageSize: '10',
        CurrentPage: '1',
      },
      Date.now(),
    );
    const resend = signedV1({ ...SEND, PhoneNumbers: '13900008888' }, Date.now());
    const read = await page.evaluate(
      async ([url, asked, again]) => {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const send = async (body: string, mode: 'cors' | 'no-cors') =>
          fetch(url, { method: 'POST', headers, body, mode }).then(
            (answer) => answer.text(),
            () => 'nothing',
          );
        return [await send(asked, 'cors'), await send(again, 'no-cors')];
      },
      [sandbox.url, String(query.body), String(resend.body)] as const,
    );
    expect(read).toEqual(['nothing', '']);
    expect(sandbox.messages.size()).toBe(kept);
    await page.close();
  });
});
