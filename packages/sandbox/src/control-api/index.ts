import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { createLiveEvents } from './live-events.ts';
import { createMetrics } from './metrics.ts';
import type { Sandbox } from '../sandbox.ts';
import { Access, type AccessOptions } from '../access.ts';
import { BODY_TOO_LARGE, MAX_BODY_BYTES } from '../body-limit.ts';
import { checkHost, checkOrigin, forbidCaching } from './access.ts';
import { eventRoutes, publishChanges } from './events.ts';
import { inboxPage } from './inbox-page.ts';
import { magicNumberRoutes } from './magic-numbers.ts';
import { messageRoutes } from './messages.ts';
import { receiptRoutes } from './receipts.ts';
import { requestRoutes } from './requests.ts';
import { reviewRoutes } from './reviews.ts';
import { settingsRoutes } from './settings.ts';
import { statisticsRoutes } from './statistics.ts';
import { testMessageRoutes } from './test-messages.ts';

export interface ControlApp {
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

const NOT_JSON = 'The body must be JSON, with the header content-type: application/json.';

/** Everything except the Aliyun side: the control API with its OpenAPI document, the event stream, the
 *  inbox page, `/healthz` and `/metrics`. */
export function createControlApp(sandbox: Sandbox, options: AccessOptions = {}): ControlApp {
  const app = new OpenAPIHono();
  const access = new Access(options);
  const events = createLiveEvents();
  publishChanges(sandbox, events);
  const metrics = createMetrics(sandbox, events.count);
  const settingsChanged = () => events.publish({ name: 'settings', data: () => ({}) });

  app.use(checkHost(access));
  app.use(limitBody);
  app.use('/sandbox/*', forbidCaching, checkOrigin(access));
  app.use('/metrics', checkOrigin(access));
  app.get('/', (context) => context.redirect('/inbox/'));
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/metrics', async (context) =>
    context.text(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
  app.route('/', inboxPage(options));
  for (const routes of [
    messageRoutes(sandbox),
    requestRoutes(sandbox.requests),
    settingsRoutes(sandbox, settingsChanged),
    receiptRoutes(sandbox.receipts, settingsChanged),
    reviewRoutes(sandbox.reviews, settingsChanged),
    statisticsRoutes(sandbox),
    magicNumberRoutes(),
    testMessageRoutes(sandbox),
    eventRoutes(events),
  ])
    app.route('/sandbox/v1', routes);
  app.doc31('/sandbox/v1/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Aliyun SMS sandbox: control API', version: '1' },
  });
  app.notFound((context) =>
    context.json({ error: 'Unknown path. /sandbox/v1/openapi.json lists all paths.' }, 404),
  );
  app.onError((error, context) => {
    const status = statusOf(error);
    return context.json({ error: status === 415 ? NOT_JSON : error.message }, status);
  });
  return { fetch: (request) => app.fetch(request) };
}

/** A body that is not JSON arrives as an exception with its status, a setting out of range as a
 *  `RangeError`. */
function statusOf(error: Error): ContentfulStatusCode {
  if (error instanceof HTTPException) return error.status;
  return error instanceof RangeError ? 400 : 500;
}

/** By the stated length, which Node's parser enforces. Hono's own middleware builds a new request if
 *  none is stated, which fails with the node server's lightweight requests. */
async function limitBody(context: Context, next: Next): Promise<Response | undefined> {
  if (context.req.header('transfer-encoding') !== undefined)
    return context.json({ error: 'A request body needs a Content-Length header.' }, 411);
  if (Number(context.req.header('content-length') ?? 0) > MAX_BODY_BYTES)
    return context.json({ error: BODY_TOO_LARGE }, 413);
  await next();
  return undefined;
}
