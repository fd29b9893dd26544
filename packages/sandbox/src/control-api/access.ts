import type { Context, MiddlewareHandler, Next } from 'hono';
import type { Access, Caller } from '../access.ts';

/** Refuses a Host that is not this machine's. */
export function checkHost(access: Access): MiddlewareHandler {
  return async (context, next) => {
    const error = access.hostRefusal(callerOf(context));
    return error === undefined ? next() : context.json({ error }, 403);
  };
}

/** Refuses pages of other origins, even calls whose answers they could not read. */
export function checkOrigin(access: Access): MiddlewareHandler {
  return async (context, next) => {
    const caller = callerOf(context);
    const error = access.originRefusal(caller);
    if (error !== undefined) return context.json({ error }, 403);
    const shared = access.sharedWith(caller.origin);
    if (shared !== undefined) {
      context.header('access-control-allow-origin', shared);
      context.header('access-control-allow-methods', 'GET, PUT, POST, DELETE');
      context.header('access-control-allow-headers', 'content-type');
      context.header('vary', 'origin', { append: true });
      if (context.req.method === 'OPTIONS') return context.body(null, 204);
    }
    return next();
  };
}

/** These answers contain codes and numbers and must not be cached. */
export async function forbidCaching(context: Context, next: Next): Promise<void> {
  await next();
  context.header('cache-control', 'no-store');
}

function callerOf({ req }: Context): Caller {
  return {
    method: req.method,
    host: req.header('host') ?? new URL(req.url).host,
    origin: req.header('origin'),
    fetchSite: req.header('sec-fetch-site'),
    fetchDest: req.header('sec-fetch-dest'),
  };
}
