import { expect, test } from 'vitest';
import type { AccessOptions } from '../access.ts';
import { createControlApp } from './index.ts';
import { createSandbox } from '../sandbox.ts';

async function get(path: string, access?: AccessOptions) {
  return createControlApp(createSandbox(), access).fetch(new Request(`http://127.0.0.1${path}`));
}

test('the root and /inbox redirect to the page', async () => {
  for (const path of ['/', '/inbox']) {
    const answer = await get(path);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/inbox/');
  }
});

test('the content security policy allows only this server, and no inline scripts', async () => {
  const policy = (await get('/inbox/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).not.toContain('unsafe');
  expect(policy).toMatch(/frame-ancestors 'self'$/);
});

test('the page is always revalidated, and its assets are cached for good', async () => {
  const page = await get('/inbox/');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const [, script] = /src="\.?\/?(?:inbox\/)?(assets\/[\w-]+\.js)"/.exec(await page.text()) ?? [];
  const loaded = await get(`/inbox/${script}`);
  expect(loaded.status).toBe(200);
  expect(loaded.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(loaded.headers.get('cache-control')).toContain('immutable');
});

test('an allowed origin may show the page in a frame', async () => {
  const answer = await get('/inbox/', { allowFrame: ['http://127.0.0.1:4087'] });
  expect(answer.headers.get('content-security-policy')).toMatch(
    /frame-ancestors 'self' http:\/\/127\.0\.0\.1:4087$/,
  );
});

test.each([
  '/inbox/../package.json',
  '/inbox/%2e%2e/%2e%2e/package.json',
  '/inbox/..%2f..%2fpackage.json',
  '/inbox/assets/..%2f..%2f..%2fpackage.json',
  '/inbox/assets/none.js',
  '/inbox/index.js',
])('%s is not served', async (path) => {
  expect((await get(path)).status).toBe(404);
});
