import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Hono } from 'hono';
import type { AccessOptions } from '../access.ts';
import { packageFolder } from '../package-folder.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** File names that the build produces; no other file is ever read. */
const fileName = /^(index\.html|favicon\.svg|assets\/[\w-]+\.(js|css))$/;

/** The inbox page under `/inbox/`. */
export function inboxPage({ allowFrame = [] }: AccessOptions): Hono {
  const app = new Hono();
  const policy = contentSecurityPolicy(allowFrame);
  app.use(async (context, next) => {
    await next();
    context.header('content-security-policy', policy);
    context.header('x-content-type-options', 'nosniff');
    context.header('referrer-policy', 'no-referrer');
  });
  app.get('/inbox', (context) => context.redirect('/inbox/'));
  app.get('/inbox/*', async (context) => {
    const name = context.req.path.slice('/inbox/'.length) || 'index.html';
    const content = fileName.test(name) ? await load(name) : undefined;
    if (content === undefined) return context.text(missing(name), 404);
    // Names of assets contain a hash of their content.
    const caching = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return context.body(content, 200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'cache-control': caching,
    });
  });
  return app;
}

async function load(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (packageFolder === undefined) return undefined;
  try {
    return await readFile(new URL(`dist/inbox/${name}`, packageFolder));
  } catch {
    return undefined;
  }
}

function missing(name: string): string {
  return name === 'index.html'
    ? 'The inbox page is missing. In the repository, run: npm run build. In a bundle, mark aliyun-sms-sandbox as external.'
    : 'File not found.';
}

/** Everything comes from this server; no scripts or styles are inline. */
function contentSecurityPolicy(allowFrame: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ["frame-ancestors 'self'", ...allowFrame].join(' '),
  ].join('; ');
}
