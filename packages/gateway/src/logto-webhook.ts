import { createHmac } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Log } from './log.ts';
import type { Metrics, WebhookResult } from './metrics.ts';
import { isSame } from './secrets.ts';

export interface WebhookRoute {
  /** The signing key of the webhook in Logto. */
  readonly key: string;
  readonly now: () => number;
  /** Whether this name is new within `seconds`, over all instances. */
  readonly firstTime: (name: string, seconds: number) => Promise<boolean>;
  /** Settles a number whose code was entered. Never rejects, and does not wait for Redis. */
  readonly settle: (msisdn: string) => void;
  readonly metrics: Pick<Metrics, 'webhook'>;
  readonly log: Log;
}

/** After this, no send can be settled any more. Milliseconds. */
const MAX_AGE = 3_600_000;
/** Long enough even if Logto's clock is ahead of this machine's. Seconds. */
const REMEMBERED = 7_200;

/** Events that show that the user has the phone. Source: Logto's webhooks. */
const EVENTS: ReadonlySet<string> = new Set(['PostRegister', 'PostSignIn', 'PostResetPassword']);

const webhook = z.object({
  event: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  user: z
    .object({
      primaryPhone: z
        .string()
        .regex(/^\d{5,20}$/)
        .nullish(),
    })
    .nullish(),
});

/**
 * `POST /hooks/logto`. Answers as soon as the signature is checked: Logto does not repeat a failed
 * webhook, so later failures are the gateway's to handle.
 */
export async function answerWebhook(context: Context, route: WebhookRoute): Promise<Response> {
  const body = Buffer.from(await context.req.arrayBuffer());
  const signature = context.req.header('logto-signature-sha-256') ?? '';
  const expected = createHmac('sha256', route.key).update(body).digest('hex');
  if (!isSame(signature.toLowerCase(), expected)) {
    route.metrics.webhook('forged');
    const reason = 'The signature is missing or was made with another key.';
    route.log('warn', 'webhook', { status: 401, reason });
    return context.body(null, 401);
  }
  const result = await accept(body, expected, route);
  route.metrics.webhook(result);
  return context.body(null, 204);
}

async function accept(
  body: Buffer,
  signature: string,
  route: WebhookRoute,
): Promise<WebhookResult> {
  const { event, createdAt, user } = read(body) ?? {};
  const phone = user?.primaryPhone;
  if (event === undefined || !EVENTS.has(event) || phone === undefined || phone === null) {
    return 'ignored';
  }
  if (Math.abs(route.now() - Date.parse(createdAt ?? '')) > MAX_AGE) {
    return 'old';
  }
  if (!(await route.firstTime(`webhook:${signature}`, REMEMBERED))) {
    return 'repeated';
  }
  route.settle(phone);
  return 'taken';
}

function read(body: Buffer): z.output<typeof webhook> | undefined {
  try {
    return webhook.safeParse(JSON.parse(body.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
