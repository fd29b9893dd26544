import { isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';

/** Who may use the control API and the page, beyond programs on the machine itself. */
export interface AccessOptions {
  /** Further host names, without port, under which the sandbox may be addressed: names of
   *  containers, for instance. `localhost` and IP addresses always work. */
  readonly allowHosts?: readonly string[];
  /** Origins (`http://127.0.0.1:3000`) whose pages may call the control API. Default: its own. */
  readonly allowOrigins?: readonly string[];
  /** Origins whose pages may show the inbox in a frame. Default: its own. */
  readonly allowFrame?: readonly string[];
}

/** Stops DNS rebinding: a page of `evil.example` whose name was re-pointed to 127.0.0.1 is, for the
 *  browser, of the same origin as this server, and only its Host header gives it away. */
export function checkHost({ allowHosts = [] }: AccessOptions): MiddlewareHandler {
  const allowed = new Set(allowHosts.map((host) => host.toLowerCase()));
  return async (context, next) => {
    const name = hostOf(context).replace(/:\d+$/, '').toLowerCase();
    // An address in the Host header is the address that was dialled: no name was re-pointed.
    const isAddress = isIP(name.replace(/^\[|\]$/g, '')) > 0;
    if (name !== 'localhost' && !isAddress && !allowed.has(name))
      return context.json({ error: 'This Host is not allowed: see --allow-host.' }, 403);
    return next();
  };
}

/** Keeps the pages of other origins out, also from calls whose answers they could not read: the
 *  sandbox has no password because it listens on loopback. Programs send no Origin and pass. */
export function checkOrigin({ allowOrigins = [] }: AccessOptions): MiddlewareHandler {
  const allowed = new Set(allowOrigins);
  return async (context, next) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && allowed.has(origin)) {
      allowCalls(context, origin);
      return context.req.method === 'OPTIONS' ? context.body(null, 204) : next();
    }
    if (isForeign(context, origin))
      return context.json({ error: 'This Origin is not allowed: see --allow-origin.' }, 403);
    return next();
  };
}

function hostOf(context: Context): string {
  return context.req.header('host') ?? new URL(context.req.url).host;
}

/** Browsers leave the Origin out of plain reads; `Sec-Fetch-Site` then says where they come from.
 *  A link that a person follows is fine: no page can read what it leads to. */
function isForeign(context: Context, origin: string | undefined): boolean {
  const host = hostOf(context);
  if (origin !== undefined) return origin !== `http://${host}` && origin !== `https://${host}`;
  const site = context.req.header('sec-fetch-site') ?? 'none';
  if (site === 'same-origin' || site === 'none') return false;
  return context.req.method !== 'GET' || context.req.header('sec-fetch-dest') !== 'document';
}

function allowCalls(context: Context, origin: string): void {
  context.header('access-control-allow-origin', origin);
  context.header('access-control-allow-methods', 'GET, PUT, POST, DELETE');
  context.header('access-control-allow-headers', 'content-type');
  context.header('vary', 'origin', { append: true });
}
