import { describe, expect, test } from 'vitest';
import type { AccessOptions } from '../access.ts';
import { createControlApp } from './index.ts';
import { createSandbox } from '../sandbox.ts';

async function call(path: string, headers: Record<string, string>, access?: AccessOptions) {
  const { method = 'GET', ...rest } = headers;
  const request = new Request(`http://127.0.0.1:4086${path}`, { method, headers: rest });
  return createControlApp(createSandbox(), access).fetch(request);
}

describe('Host', () => {
  test.each(['127.0.0.1:4086', 'localhost', 'LOCALHOST:80', '[::1]:4086', '192.168.1.5:4086'])(
    '%s is served',
    async (host) => {
      expect((await call('/sandbox/v1/messages', { host })).status).toBe(200);
    },
  );

  test.each(['evil.example', 'localhost.evil.example:4086', '127.0.0.1.evil.example', 'sandbox'])(
    '%s is refused everywhere, against DNS rebinding',
    async (host) => {
      for (const path of ['/sandbox/v1/messages', '/inbox/', '/metrics', '/sandbox/v1/events'])
        expect((await call(path, { host })).status).toBe(403);
    },
  );

  test.each(['sandbox', 'Sandbox'])('%s is served if it is allowed', async (name) => {
    const answer = await call(
      '/sandbox/v1/messages',
      { host: 'sandbox:4086' },
      { allowHosts: [name] },
    );
    expect(answer.status).toBe(200);
  });
});

describe('Origin', () => {
  const host = '127.0.0.1:4086';

  test('the inbox page may call', async () => {
    const answer = await call('/sandbox/v1/messages', { host, origin: `http://${host}` });
    expect(answer.status).toBe(200);
  });

  test.each(['https://evil.example', 'http://127.0.0.1:3000', 'null'])(
    'a page of %s can neither read nor change anything',
    async (origin) => {
      const paths = ['/sandbox/v1/messages', '/sandbox/v1/events', '/metrics'];
      for (const path of paths) expect((await call(path, { host, origin })).status).toBe(403);
      const change = await call('/sandbox/v1/messages', { host, origin, method: 'DELETE' });
      expect(change.status).toBe(403);
      expect(change.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('a cross-site read without an Origin header is refused', async () => {
    for (const site of ['cross-site', 'same-site']) {
      const headers = { host, 'sec-fetch-site': site, 'sec-fetch-dest': 'image' };
      expect((await call('/sandbox/v1/messages/wait', headers)).status).toBe(403);
    }
  });

  test('a link from another site can be followed', async () => {
    const headers = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' };
    expect((await call('/sandbox/v1/openapi.json', headers)).status).toBe(200);
  });

  test('an allowed origin may call, and its preflight is answered', async () => {
    const origin = 'http://127.0.0.1:3000';
    const access = { allowOrigins: [origin] };
    const read = await call('/sandbox/v1/messages', { host, origin }, access);
    expect(read.status).toBe(200);
    expect(read.headers.get('access-control-allow-origin')).toBe(origin);
    const headers = { host, origin, method: 'OPTIONS', 'access-control-request-method': 'DELETE' };
    const preflight = await call('/sandbox/v1/messages', headers, access);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('DELETE');
    const other = await call('/sandbox/v1/messages', { host, origin: 'http://a.example' }, access);
    expect(other.status).toBe(403);
  });
});
