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

/** File names that the build makes; nothing else is ever looked for on the disk. */
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
    // The build puts a hash of the content into the names of assets.
    const lasting = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return context.body(content, 200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'cache-control': lasting,
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
    ? 'The inbox page is not here. In the repository, run: npm run build. For a bundle, leave aliyun-sms-sandbox external.'
    : 'There is no such file.';
}

/** Everything comes from this server, no script or style stands in the page itself. */
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
