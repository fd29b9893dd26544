import {
  bilingual,
  failureOf,
  Refusal,
  SendFailure,
  type Failure,
  type Sender,
  type SendRequest,
  type Settings,
  type Words,
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
  const { log, tokens } = route;
  const parsed = post.safeParse(await jsonOf(context));
  const refuse = (status: 400 | 401, reason: Words) => {
    log('warn', 'gateway', { path: '/sms', status, reason: reason.en });
    return refused(context, parsed.data, { status, reason });
  };
  // Addresses end up in the logs of every machine on the way.
  if (context.req.url.includes('?')) return refuse(400, QUERY);
  if (!isAuthorized(context.req.header('authorization'), tokens)) return refuse(401, NO_TOKEN);
  return parsed.success ? send(context, parsed.data, route) : refuse(400, notLogtos(parsed.error));
}

/** A `POST` to any address that there is none of: Logto's, if it was set up wrongly. */
export async function answerElsewhere(context: Context): Promise<Response> {
  const { data } = post.safeParse(await jsonOf(context));
  return refused(context, data, { status: 404, reason: ELSEWHERE });
}

const QUERY: Words = {
  en: 'The address has a query: a token belongs in the header.',
  zh: '接入地址带有查询参数：令牌应放在请求头中。',
};
const NO_TOKEN: Words = {
  en: 'The Authorization header holds no token of this gateway. It must be “Bearer”, a space, and the token.',
  zh: 'Authorization 请求头中没有本网关的令牌，格式应为“Bearer”、空格、令牌。',
};
const ELSEWHERE: Words = {
  en: 'The gateway takes messages at /sms alone. Correct the endpoint.',
  zh: '网关只在 /sms 接收短信，请更正接入地址。',
};

async function jsonOf(context: Context): Promise<unknown> {
  const text = await context.req.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names the fields alone: what they hold is a number and a code. */
function notLogtos({ issues }: z.ZodError): Words {
  const fields = issues.map(({ path }) => path.join('.') || 'body').join(', ');
  return {
    en: `Not what Logto posts: ${fields} is missing or has the wrong type.`,
    zh: `并非 Logto 发送的内容：${fields} 缺失或类型不正确。`,
  };
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

interface Refused {
  readonly status: 400 | 401 | 404;
  readonly reason: Words;
}

/** Of a request that is not sent on, only Console's "Send" is told why. */
function refused(context: Context, asked: Post | undefined, { status, reason }: Refused): Response {
  const isOperator = asked !== undefined && readerOf(asked) === 'operator';
  return answered(context, { status, sentence: isOperator ? bilingual(reason) : notSent() });
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
