import {
  failureOf,
  Refusal,
  SendFailure,
  type Failure,
  type Sender,
  type SendRequest,
  type Settings,
} from 'aliyun-sms-sender';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { isAuthorized } from './secrets.ts';
import { answerTo, type Answered, type Reader } from './user-answer.ts';

export interface SmsRoute {
  readonly sender: Pick<Sender, 'send'>;
  /** Of Console's "Send", which counts for nobody. */
  readonly tester: Pick<Sender, 'send'>;
  readonly settings: () => Settings;
  readonly tokens: readonly string[];
  readonly metrics: Pick<Metrics, 'sent' | 'failed'>;
  readonly log: Log;
}

/** What Logto's HTTP SMS connector posts; more keys of the payload are the templates' affair. */
const post = z.object({
  to: z.string(),
  type: z.string(),
  payload: z.looseObject({ code: z.string(), locale: z.string().optional() }),
  ip: z.string().optional(),
});
type Post = z.output<typeof post>;

/** `POST /sms`: 204, or one sentence for whoever waits. */
export async function answerSms(context: Context, route: SmsRoute): Promise<Response> {
  const { log } = route;
  if (context.req.url.includes('?')) {
    // Addresses end up in the logs of every machine on the way.
    return refused(context, log, 400, 'The address has a query: a token belongs in the header.');
  }
  if (!isAuthorized(context.req.header('authorization'), route.tokens)) {
    return refused(context, log, 401, 'The Authorization header holds no token of this gateway.');
  }
  const parsed = post.safeParse(await jsonOf(context));
  if (!parsed.success) {
    return refused(context, log, 400, notLogtos(parsed.error));
  }
  return send(context, parsed.data, route);
}

async function jsonOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names the fields alone: what they hold is a number and a code. */
function notLogtos({ issues }: z.ZodError): string {
  const fields = issues.map(({ path }) => path.join('.') || 'the body');
  return `Not what Logto posts: ${fields.join(', ')} is missing or has the wrong type.`;
}

async function send(context: Context, asked: Post, route: SmsRoute): Promise<Response> {
  const { settings, metrics } = route;
  const reader = readerOf(asked);
  const sender = reader === 'operator' ? route.tester : route.sender;
  try {
    const result = await sender.send(settings(), requestOf(asked));
    metrics.sent(result);
    const untold = result.outcome === 'unknown' && reader === 'operator';
    return untold ? told(context, asked, result.failure) : context.body(null, 204);
  } catch (error) {
    const failure = error instanceof SendFailure ? error.failure : failureOf(error);
    metrics.failed(failure, error instanceof SendFailure ? error.trace : undefined);
    return told(context, asked, failure);
  }
}

/**
 * Console's "Send" is told what is wrong: on Logto Cloud the operator has no log of ours at hand. It
 * sends this type and code alone; a user's code is as likely to be this one as any other.
 */
const readerOf = ({ type, payload }: Post): Reader =>
  type === 'Generic' && payload.code === '000000' ? 'operator' : 'user';

const requestOf = ({ to, type, payload, ip }: Post): SendRequest => ({
  to,
  usageType: type,
  payload,
  locale: payload.locale,
  ip,
});

function told(context: Context, asked: Post, failure: Failure): Response {
  return answered(context, answerTo(failure, readerOf(asked), asked.payload.locale));
}

/** Before a request is read, its language is not known. The reason goes to the log. */
function refused(context: Context, log: Log, status: 400 | 401, reason: string): Response {
  log('warn', 'gateway', { path: '/sms', status, reason });
  return answered(context, { status, sentence: notSent() });
}

/** The words for a person whose language is not known. */
export function notSent(): string {
  const { en, zh } = failureOf(new Refusal('request-invalid')).userText;
  return `${en} / ${zh}`;
}

function answered(context: Context, { status, sentence, retryAfterSeconds }: Answered): Response {
  const wait: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return context.text(sentence, status, wait);
}
