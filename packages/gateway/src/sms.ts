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
  /** For Console's "Send", which does not count for users. */
  readonly tester: Pick<Sender, 'send'>;
  readonly settings: () => Settings;
  readonly tokens: readonly string[];
  readonly metrics: Pick<Metrics, 'sent' | 'failed'>;
  readonly log: Log;
}

/** What Logto's HTTP SMS connector posts; other keys of the payload are for the templates. */
const post = z.object({
  to: z.string(),
  type: z.string(),
  payload: z.looseObject({ code: z.string(), locale: z.string().optional() }),
  ip: z.string().optional(),
});
type Post = z.output<typeof post>;

/** `POST /sms`: 204, or one sentence for the user. */
export async function answerSms(context: Context, route: SmsRoute): Promise<Response> {
  const { log, tokens } = route;
  const parsed = post.safeParse(await jsonOf(context));
  const refuse = (status: 400 | 401, reason: Words) => {
    log('warn', 'gateway', { path: '/sms', status, reason: reason.en });
    return refused(context, parsed.data, { status, reason });
  };
  // URLs end up in the logs of every machine on the way.
  if (context.req.url.includes('?')) return refuse(400, QUERY);
  if (!isAuthorized(context.req.header('authorization'), tokens)) return refuse(401, NO_TOKEN);
  return parsed.success ? send(context, parsed.data, route) : refuse(400, notLogtos(parsed.error));
}

/** A `POST` to an unknown path: probably from Logto, with a wrong endpoint. */
export async function answerElsewhere(context: Context): Promise<Response> {
  const { data } = post.safeParse(await jsonOf(context));
  return refused(context, data, { status: 404, reason: ELSEWHERE });
}

const QUERY: Words = {
  en: 'The endpoint has a query: put the token in the header.',
  zh: '接入地址带有查询参数：令牌应放在请求头中。',
};
const NO_TOKEN: Words = {
  en: 'The Authorization header has no token of this gateway. It must be “Bearer”, a space and the token.',
  zh: 'Authorization 请求头中没有本网关的令牌，格式应为“Bearer”、空格、令牌。',
};
const ELSEWHERE: Words = {
  en: 'The gateway accepts messages only at /sms. Correct the endpoint.',
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

/** Names only the fields, because their values are a number and a code. */
function notLogtos({ issues }: z.ZodError): Words {
  const fields = issues.map(({ path }) => path.join('.') || 'body').join(', ');
  return {
    en: `This is not a request from Logto: ${fields} is missing or has the wrong type.`,
    zh: `请求不是由 Logto 发出的：${fields} 缺失或类型错误。`,
  };
}

async function send(context: Context, request: Post, route: SmsRoute): Promise<Response> {
  const { settings, metrics } = route;
  const reader = readerOf(request);
  const sender = reader === 'operator' ? route.tester : route.sender;
  try {
    const result = await sender.send(settings(), requestOf(request));
    metrics.sent(result);
    const hidden = result.outcome === 'unknown' && reader === 'operator';
    return hidden ? answerFailure(context, request, result.failure) : context.body(null, 204);
  } catch (error) {
    const failure = error instanceof SendFailure ? error.failure : failureOf(error);
    metrics.failed(failure, error instanceof SendFailure ? error.trace : undefined);
    return answerFailure(context, request, failure);
  }
}

/**
 * Console's "Send" shows what is wrong, because on Logto Cloud the operator may not see our log. It
 * always sends this type and code; a user's code is this one as rarely as any other.
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

function answerFailure(context: Context, request: Post, failure: Failure): Response {
  return answered(context, answerTo(failure, readerOf(request), request.payload.locale));
}

interface Refused {
  readonly status: 400 | 401 | 404;
  readonly reason: Words;
}

/** Only Console's "Send" shows why a request was refused. */
function refused(
  context: Context,
  request: Post | undefined,
  { status, reason }: Refused,
): Response {
  const isOperator = request !== undefined && readerOf(request) === 'operator';
  return answered(context, { status, sentence: isOperator ? bilingual(reason) : notSent() });
}

/** The text for a user whose language is unknown. */
export function notSent(): string {
  const { en, zh } = failureOf(new Refusal('request-invalid')).userText;
  return `${en} / ${zh}`;
}

function answered(context: Context, { status, sentence, retryAfterSeconds }: Answered): Response {
  const wait: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return context.text(sentence, status, wait);
}
