import type { Sender, Settings } from 'aliyun-sms-sender';
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FirstTimes } from './first-times.ts';
import type { Log } from './log.ts';
import { answerWebhook, type WebhookRoute } from './logto-webhook.ts';
import type { Metrics } from './metrics.ts';
import { answerReceipts, type ReceiptsRoute } from './receipts.ts';
import { MOST_PUSHED } from './report-push.ts';
import { isAuthorized, type Secrets } from './secrets.ts';
import type { Settlements } from './settlements.ts';
import { answerElsewhere, answerSms, notSent } from './sms.ts';

export interface AppParts {
  readonly secrets: Secrets;
  readonly sender: Pick<Sender, 'send'>;
  /** For Console's test sends. */
  readonly tester: Pick<Sender, 'send'>;
  readonly settings: () => Settings;
  readonly settlements: Pick<Settlements, 'add'>;
  readonly ask: FirstTimes['ask'];
  readonly metrics: Metrics;
  readonly ready: () => Promise<boolean>;
  readonly now: () => number;
  readonly log: Log;
}

/** Largest body. Bytes. */
const MAX_BODY = 64 * 1024;
const tooLarge = (context: Context) => context.text(notSent(), 413);

/** Hono's own limit makes a web Request of each request, which costs more than everything else here. */
function upTo(maxSize: number): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError: tooLarge });
  return async (context, next) => {
    const length = context.req.header('content-length');
    // Node's parser enforces the announced length.
    if (length === undefined) return counted(context, next);
    return Number(length) > maxSize ? tooLarge(context) : next();
  };
}

/** The routes of the public port. */
export function createApp(parts: AppParts): Hono {
  const { secrets, metrics, ready, log } = parts;
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    metrics.answered(routeOf(context), context.res.status);
  });
  app.on('POST', ['/sms', '/sms/'], upTo(MAX_BODY), (context) =>
    answerSms(context, { ...parts, tokens: secrets.tokens }),
  );
  addWebhook(app, parts);
  addReceipts(app, parts);
  app.get('/metrics', async (context) =>
    isAuthorized(context.req.header('authorization'), secrets.metricsTokens)
      ? answerMetrics(context, metrics)
      : context.body(null, 401),
  );
  // Public: they answer only yes or no.
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/readyz', async (context) =>
    (await ready()) ? context.text('ok') : context.text('not ready', 503),
  );
  app.post('*', upTo(MAX_BODY), (context) => context.notFound());
  app.notFound((context) =>
    context.req.method === 'POST' ? answerElsewhere(context) : context.body(null, 404),
  );
  app.onError((error, context) => {
    const isGone = context.req.raw.signal.aborted;
    const status = isGone ? 400 : 503;
    // A bug of ours, if the client has not left within its body: its message could hold anything.
    const reason = isGone ? 'The client left before the request was complete.' : error.name;
    log(isGone ? 'info' : 'error', 'gateway', { path: routeOf(context), status, reason });
    return context.text(notSent(), status);
  });
  return app;
}

/** The routes of a port that only Prometheus can reach. */
export function createMetricsApp(metrics: Metrics): Hono {
  const app = new Hono();
  app.get('/metrics', (context) => answerMetrics(context, metrics));
  app.notFound((context) => context.body(null, 404));
  return app;
}

async function answerMetrics(context: Context, metrics: Metrics): Promise<Response> {
  return context.body(await metrics.text(), 200, { 'content-type': metrics.contentType });
}

function addWebhook(app: Hono, { secrets: { webhookKey }, ...parts }: AppParts): void {
  if (webhookKey === undefined) return;
  const route: WebhookRoute = {
    ...parts,
    key: webhookKey,
    firstTime: async (name, seconds) => (await parts.ask([name], seconds))[0] === true,
    settle: (msisdn) => parts.settlements.add(msisdn),
  };
  app.post('/hooks/logto', upTo(MAX_BODY), (context) => answerWebhook(context, route));
}

function addReceipts(app: Hono, { secrets: { receiptsSecret }, ...parts }: AppParts): void {
  if (receiptsSecret === undefined) return;
  const route: ReceiptsRoute = { ...parts, secret: receiptsSecret, firstTimes: parts.ask };
  app.post('/receipts/:secret', upTo(MOST_PUSHED), (context) => answerReceipts(context, route));
}

const ROUTES: ReadonlySet<string> = new Set([
  '/sms',
  '/hooks/logto',
  '/metrics',
  '/healthz',
  '/readyz',
]);

/** For a label: the path for receipts is a secret, and other paths can be anything. */
function routeOf({ req: { path } }: Context): string {
  if (path.startsWith('/receipts/')) return '/receipts';
  if (path === '/sms/') return '/sms';
  return ROUTES.has(path) ? path : 'other';
}
