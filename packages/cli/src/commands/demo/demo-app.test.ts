import { describe, expect, it } from 'vitest';
import { createDemoApp } from './demo-app.ts';
import { createSignIn } from './sign-in.ts';
import { createVerificationCodes } from './verification-codes.ts';

function setUp() {
  let sends = 0;
  const connector = {
    send: async () => {
      sends += 1;
      return { sent: true } as const;
    },
  };
  const codes = createVerificationCodes({ now: () => 0, randomBelow: () => 1 });
  const signIn = createSignIn({ connector, codes, now: () => 0 });
  const app = createDemoApp({
    signIn,
    sandboxUrl: 'http://127.0.0.1:4086',
    way: 'connector',
    pageFolder: '.',
  });
  const ask = (headers: Record<string, string>, content: string, path = 'codes') =>
    app.request(`http://127.0.0.1:4087/api/${path}`, {
      method: 'POST',
      headers: { host: '127.0.0.1:4087', 'content-type': 'application/json', ...headers },
      body: content,
    });
  return { app, ask, sends: () => sends };
}

const request = JSON.stringify({ flow: 'SignIn', phone: '8613800138000', locale: 'en' });

describe('the demo host', () => {
  it('answers requests of its own page', async () => {
    const { ask, sends } = setUp();
    const response = await ask({ origin: 'http://127.0.0.1:4087' }, request);
    expect([response.status, await response.json(), sends()]).toEqual([200, { result: 'sent' }, 1]);
  });

  it('refuses a request without a Host header', async () => {
    const { app } = setUp();
    expect((await app.request('http://127.0.0.1:4087/api/setup')).status).toBe(403);
  });

  it.each([
    { why: 'a foreign name that resolves to this machine', headers: { host: 'evil.example' } },
    { why: 'a page of another origin', headers: { origin: 'http://evil.example' } },
    { why: 'the sandbox’s page', headers: { origin: 'http://127.0.0.1:4086' } },
    { why: 'a plain form', headers: { 'content-type': 'text/plain' } },
  ])('refuses $why and sends nothing', async ({ headers }) => {
    const { ask, sends } = setUp();
    const response = await ask(headers, request);
    expect([response.status, sends()]).toEqual([403, 0]);
  });

  it.each([
    ['invalid JSON', '{'],
    ['an incomplete object', '{"flow":"SignIn"}'],
    ['a phone number of type number', JSON.stringify({ flow: 'SignIn', phone: 138, locale: 'en' })],
  ])('refuses %s', async (_, content) => {
    const { ask, sends } = setUp();
    const response = await ask({}, content);
    expect([response.status, await response.json(), sends()]).toEqual([
      200,
      { result: 'bad-number' },
      0,
    ]);
  });

  const submission = { flow: 'SignIn', phone: '8613800138000', code: '000000' };

  it.each([
    ['a code of another length', 'sessions', { ...submission, code: '1'.repeat(9) }, 'wrong'],
    ['a code that was never requested', 'sessions', submission, 'no-code'],
    ['an invalid ticket', 'sessions/go-on', { ticket: 'x' }, 'bad-ticket'],
    [
      'an unknown ticket',
      'sessions/go-on',
      { ticket: '5f2b1c1e-8f4e-4c37-9a53-0d6a2f3b7c11' },
      'bad-ticket',
    ],
  ])('refuses %s', async (_, path, content, result) => {
    const { ask } = setUp();
    const response = await ask({}, JSON.stringify(content), path);
    expect([response.status, await response.json()]).toEqual([200, { result }]);
  });

  it('accepts a correct code, and its ticket for creating the missing account', async () => {
    const { ask } = setUp();
    await ask({}, request);
    const code = { ...submission, code: '000001' };
    const answer = await (await ask({}, JSON.stringify(code), 'sessions')).text();
    const { result, ticket }: Record<string, string> = JSON.parse(answer);
    expect(result).toBe('no-account');
    const entered = await ask({}, JSON.stringify({ ticket }), 'sessions/go-on');
    expect(await entered.json()).toMatchObject({ result: 'signed-in', isNew: true });
  });

  it('refuses a large body', async () => {
    const { ask } = setUp();
    const content = JSON.stringify({ flow: 'SignIn', phone: '1'.repeat(5000), locale: 'en' });
    const response = await ask({ 'content-length': String(content.length) }, content);
    expect(response.status).toBe(413);
  });

  it('allows its page only its own scripts, and only the sandbox in a frame', async () => {
    const { app } = setUp();
    const { headers } = await app.request('http://127.0.0.1:4087/api/setup', {
      headers: { host: '127.0.0.1:4087' },
    });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain('frame-src http://127.0.0.1:4086');
  });
});
