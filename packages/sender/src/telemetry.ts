import { channel as diagnosticsChannel, subscribe } from 'node:diagnostics_channel';
import type { Channel } from 'aliyun-sms-client';
import type { Course } from './delivery/deliver.ts';
import type { Failure } from './failure/failure.ts';
import type { Decision } from './guard/guard.ts';
import { fieldName, type Settings } from './settings/read-settings.ts';
import type { SendTrace } from './trace.ts';

/** One send in the log and on the diagnostics channel. No code, no key, no full number. */
export interface SendEvent {
  readonly usage: string;
  /** `accepted` by Aliyun, certainly `not-sent`, or `unknown`. */
  readonly outcome: 'accepted' | 'not-sent' | 'unknown';
  /** Duration of the whole send. Milliseconds. */
  readonly ms: number;
  /** Calls made to Aliyun, over all channels. */
  readonly attempts: number;
  /** `+86138****8000` */
  readonly to: string;
  /** ISO 3166-1 alpha-2; absent if `to` is not a phone number. */
  readonly country?: string | undefined;
  /** The channel that sent the message, or failed last. */
  readonly channel?: Channel | undefined;
  readonly channelLabel?: string | undefined;
  readonly templateCode?: string | undefined;
  /** Why earlier channels were abandoned: `settings: isv.AMOUNT_NOT_ENOUGH`. */
  readonly fallbackFrom?: readonly string[] | undefined;
  /** This send began with the next channel because the previous message seemed not to arrive. */
  readonly escalated?: boolean | undefined;
  /** The answer was lost, and a look-up found the message. */
  readonly confirmed?: boolean | undefined;
  readonly bizId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly apiCode?: string | undefined;
  /** Why it failed, for the operator; in English. */
  readonly reason?: string | undefined;
  /** `admit`, or what refused: `perNumber`, `countries`; with `(record)` if it only records. */
  readonly guard?: string | undefined;
  readonly guardStore?: string | undefined;
  /** Where `credentials: environment` found the key: `OIDC role`. */
  readonly credentialsSource?: string | undefined;
  /** An endpoint did not answer, so calls to it are paused for some seconds. */
  readonly circuit?: 'open' | undefined;
}

const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** Subscribe with `node:diagnostics_channel`; see docs/opentelemetry.md. */
const sends = diagnosticsChannel('aliyun-sms:send');

const limits = { setting: '', level: LEVELS.indexOf('warn') };

/** Whether this level is logged: `ALIYUN_SMS_LOG`, default `warn`. */
function isLogged(level: Level): boolean {
  const setting = process.env['ALIYUN_SMS_LOG'] ?? 'warn';
  if (setting !== limits.setting) {
    const found = LEVELS.findIndex((name) => name === setting.toLowerCase());
    limits.setting = setting;
    limits.level = found === -1 ? LEVELS.indexOf('warn') : found;
  }
  return LEVELS.indexOf(level) <= limits.level;
}

/** The result of a send, and what is known about it. */
export type Reported =
  | {
      readonly outcome: 'accepted';
      readonly bizId: string | undefined;
      readonly requestId: string | undefined;
      readonly trace: SendTrace;
    }
  | {
      readonly outcome: 'not-sent' | 'unknown';
      readonly failure: Failure;
      readonly trace: SendTrace;
    };

/** Publishes the send, and logs it if its level is logged. */
export function report(ended: Reported): void {
  const level = levelOf(ended);
  if (!sends.hasSubscribers && !isLogged(level)) {
    return;
  }
  const event = eventOf(ended);
  if (sends.hasSubscribers) {
    sends.publish(event);
  }
  log(level, 'aliyun-sms:send', event, ended.trace.endedAt);
}

/** `info`: all well. `error`: only the operator can fix it, or nobody else would notice. */
function levelOf(ended: Reported): Level {
  if (ended.outcome === 'accepted') {
    return isDegraded(ended.trace) ? 'warn' : 'info';
  }
  return ended.outcome === 'unknown' || ended.failure.userTextKey === 'later' ? 'error' : 'warn';
}

/** The log line of a send, without its time. */
export const sendLine = (ended: Reported) => ({
  level: levelOf(ended),
  event: 'aliyun-sms:send' as const,
  ...eventOf(ended),
});

/** It was sent, but something needs attention. */
function isDegraded({ guard, course }: SendTrace): boolean {
  const wouldRefuse = guard?.refusedBy !== undefined;
  return wouldRefuse || guard?.storeFailed === true || (course?.fallbackFrom ?? []).length > 0;
}

function eventOf(ended: Reported): SendEvent {
  const { usageType, to, number, guard, course, startedAt, endedAt } = ended.trace;
  return {
    usage: usageType,
    ms: endedAt - startedAt,
    to,
    country: number?.country,
    ...(course === undefined ? { attempts: 0 } : courseFields(course)),
    ...resultFields(ended),
    ...(guard === undefined ? {} : guardFields(guard)),
  };
}

function resultFields(ended: Reported) {
  if (ended.outcome === 'accepted') {
    const { outcome, bizId, requestId } = ended;
    return { outcome, bizId, requestId };
  }
  const { outcome, apiCode, requestId, operatorText } = ended.failure;
  return { outcome, apiCode, requestId, reason: operatorText.en };
}

function courseFields({
  step: { channel, message },
  attempts,
  fallbackFrom,
  escalated,
  confirmed,
  credentialsSource,
  circuitOpen,
}: Course) {
  return {
    attempts,
    channel: channel.channel,
    channelLabel: channel.label,
    templateCode: message.kind === 'template' ? message.templateCode : undefined,
    fallbackFrom: fallbackFrom.length > 0 ? fallbackFrom : undefined,
    escalated: escalated || undefined,
    confirmed: confirmed || undefined,
    credentialsSource,
    circuit: circuitOpen ? ('open' as const) : undefined,
  };
}

function guardFields({ refusedBy, recordOnly, store, storeFailed }: Decision) {
  return {
    guard: `${refusedBy ?? 'admit'}${recordOnly ? ' (record)' : ''}`,
    guardStore: storeFailed ? `${store} (redis failed)` : store,
  };
}

const warned = new WeakSet<Settings>();

/** Logs, once, what is valid in the settings but probably not intended. */
export function warnOfSettings(settings: Settings, at: number): void {
  if (settings.warnings.length === 0 || warned.has(settings)) {
    return;
  }
  warned.add(settings);
  for (const { path, message } of settings.warnings) {
    const reason = `${fieldName(path)}: ${message.en}`;
    log('warn', 'aliyun-sms:settings', { reason }, at);
  }
}

let warnedOfAddress = false;

/** Once per process: it would apply to every send. */
export function warnOfAddress({ addressUnknown }: Decision, at: number): void {
  if (addressUnknown && !warnedOfAddress) {
    warnedOfAddress = true;
    log('warn', 'aliyun-sms:guard', { reason: ADDRESS_UNKNOWN }, at);
  }
}

const ADDRESS_UNKNOWN =
  'perIp was skipped: Logto did not pass a user’s address, only a private or unreadable one. If a proxy in front of Logto overwrites X-Forwarded-For, run Logto with TRUST_PROXY_HEADER=1; list backends that call the API in allowIps. Logged once.';

const MINUTE = 60_000;
let subscribedToKeys = false;

/**
 * Logs keys that could not be fetched or renewed, at most once a minute: while the old key is valid no
 * send fails, and nothing else would warn that soon all will.
 */
export function warnOfKeys(now: () => number): void {
  if (subscribedToKeys) {
    return;
  }
  subscribedToKeys = true;
  let nextAt = Number.NEGATIVE_INFINITY;
  subscribe('aliyun-sms:credentials', (failure) => {
    const at = now();
    if (at >= nextAt) {
      nextAt = at + MINUTE;
      const { message: reason, goodUntil } = Object(failure);
      const keyGoodUntil = Number.isFinite(goodUntil) ? new Date(goodUntil) : undefined;
      log('warn', 'aliyun-sms:credentials', { reason, keyGoodUntil }, at);
    }
  });
}

/** Only logged: whoever reports an entered code cannot do anything about it. */
export function warnOfSettlement(at: number): void {
  const reason = 'An entered code could not be settled: Redis failed.';
  log('warn', 'aliyun-sms:guard', { reason }, at);
}

/** One JSON line on stderr, like Logto’s own log, if the level is on. `at`: ms since the epoch. */
export function log(level: Level, event: string, fields: object, at: number): void {
  if (isLogged(level)) {
    const line = JSON.stringify({ time: new Date(at).toISOString(), level, event, ...fields });
    process.stderr.write(`${line}\n`);
  }
}
