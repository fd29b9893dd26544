import { channel } from 'node:diagnostics_channel';
import type { Channel } from './channel-settings.ts';

/** One send, as the log line and the diagnostics channel tell it. No code, no key, no full number. */
export interface SendEvent {
  readonly usage: string;
  /** `accepted` by Aliyun; `not-sent` for certain; `unknown` whether it was. */
  readonly outcome: 'accepted' | 'not-sent' | 'unknown';
  /** Whole send, in milliseconds. */
  readonly ms: number;
  /** Calls to Aliyun that were made, in all channels together. */
  readonly attempts: number;
  /** `+86138****8000` */
  readonly to: string;
  /** ISO 3166-1 alpha-2; absent where `to` is no phone number. */
  readonly country?: string | undefined;
  /** The channel that sent, or that failed last. */
  readonly channel?: Channel | undefined;
  readonly channelLabel?: string | undefined;
  readonly templateCode?: string | undefined;
  /** Why the channels before this one were left: `settings: isv.AMOUNT_NOT_ENOUGH`. */
  readonly fallbackFrom?: readonly string[] | undefined;
  /** This send began with another channel because the last one did not seem to arrive. */
  readonly escalated?: boolean | undefined;
  /** An answer was lost, and a look-up found the message. */
  readonly confirmed?: boolean | undefined;
  readonly bizId?: string | undefined;
  readonly requestId?: string | undefined;
  readonly apiCode?: string | undefined;
  /** Why it failed, for the operator; in English. */
  readonly reason?: string | undefined;
  /** `admit`, or what refused: `perNumber`, `countries`; with `(record)` where it only watched. */
  readonly guard?: string | undefined;
  readonly guardStore?: string | undefined;
}

const LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type Level = (typeof LEVELS)[number];

/** Subscribe with `node:diagnostics_channel`; see docs/opentelemetry.md. */
const sends = channel('aliyun-sms:send');

const limits = { chosen: '', level: LEVELS.indexOf('warn') };

/** Whether lines of that level are wanted: `ALIYUN_SMS_LOG`, default `warn`. */
function isLogged(level: Level): boolean {
  const chosen = process.env['ALIYUN_SMS_LOG'] ?? 'warn';
  if (chosen !== limits.chosen) {
    const found = LEVELS.findIndex((name) => name === chosen.toLowerCase());
    limits.chosen = chosen;
    limits.level = found === -1 ? LEVELS.indexOf('warn') : found;
  }
  return LEVELS.indexOf(level) <= limits.level;
}

/** Whether anyone would see the event; building one costs more than this question. */
export function isObserved(level: Level): boolean {
  return sends.hasSubscribers || isLogged(level);
}

/** Tells subscribers, and the log if the level is wanted. */
export function report(level: Level, event: SendEvent, at: number): void {
  if (sends.hasSubscribers) {
    sends.publish(event);
  }
  log(level, 'aliyun-sms:send', event, at);
}

/** One JSON line on stderr, where Logto's own lines go. */
export function log(level: Level, event: string, fields: object, at: number): void {
  if (isLogged(level)) {
    const line = JSON.stringify({ time: new Date(at).toISOString(), level, event, ...fields });
    process.stderr.write(`${line}\n`);
  }
}
