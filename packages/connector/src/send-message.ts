import type { SendMessageFunction } from '@logto/connector-kit';
import { maskPhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import { readSettings, type Settings } from './config.ts';
import { failureOf, toConnectorError, type Failure } from './connector-error.ts';
import { deliver, type Course } from './deliver.ts';
import { readDestination } from './destination.ts';
import { planSteps } from './failover.ts';
import { guardSend } from './guard-send.ts';
import type { Decision } from './guard/guard.ts';
import { languageOf } from './locale.ts';
import { Refusal } from './refusal.ts';
import { isObserved, report, type Level, type SendEvent } from './telemetry.ts';
import type { Accepted } from './transmit.ts';

/** What the connector needs of the world around it. */
export interface Host {
  /** The stored settings. */
  readonly getConfig: () => Promise<unknown>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Something new each time, below 256 characters. */
  readonly reference: () => string;
}

type SendData = Parameters<SendMessageFunction>[0];

/** A send on its way, and what became known about it; the log line is made of it. */
interface Send {
  readonly host: Host;
  readonly data: SendData;
  readonly locale: string | undefined;
  readonly startedAt: number;
  number?: PhoneNumber;
  decision?: Decision;
  course?: Course;
}

/**
 * Logto's `sendMessage`. With `testConfig`, unsaved settings from Console's "Send", the operator reads
 * the error; without, a person at the sign-in page does. Rejects with the host's `ConnectorError`,
 * always.
 */
export function createSendMessage(host: Host): SendMessageFunction {
  return async (data, testConfig) => {
    const { locale } = data.payload;
    const send: Send = { host, data, locale, startedAt: host.now() };
    try {
      const settings = checked(testConfig ?? (await host.getConfig()));
      const accepted = await run(send, settings);
      tell(send, accepted);
      return accepted;
    } catch (error) {
      tell(send, failureOf(error, 'en', send));
      const language = languageOf(locale);
      const audience = testConfig === undefined ? 'user' : 'operator';
      // Console names no language.
      const spoken = locale === undefined ? 'both' : language;
      throw toConnectorError(failureOf(error, spoken, send), audience, language);
    }
  };
}

function checked(config: unknown): Settings {
  const settings = readSettings(config);
  if ('issues' in settings) {
    const detail = settings.issues.map(({ message }) => message).join(' | ');
    throw new Refusal('settings-invalid', { detail });
  }
  return settings;
}

async function run(send: Send, settings: Settings): Promise<Accepted> {
  const { host, data, locale, startedAt } = send;
  const number = readDestination(data.to, settings);
  send.number = number;
  const content = { usageType: data.type, payload: data.payload, locale };
  const steps = planSteps(settings, number, content);
  if (settings.guard !== undefined) {
    const { bareNumbers } = settings;
    const asked = { number, ip: data.ip, now: startedAt, bareNumbers };
    await guardSend(settings.guard, settings.main, asked, (decision) => {
      send.decision = decision;
    });
  }
  const { timeoutMs } = settings;
  const { now, reference } = host;
  const order = { steps, number, usageType: data.type, timeoutMs, startedAt, now, reference };
  // Without `await`, a promise that an async function returns takes two rounds more.
  return await deliver(order, (course) => {
    send.course = course;
  });
}

function tell(send: Send, result: Accepted | Failure): void {
  const level = levelOf(send, result);
  if (isObserved(level)) {
    const at = send.host.now();
    report(level, eventOf(send, result, at), at);
  }
}

/** `info`: as it should be. `error`: only the operator can mend it. */
function levelOf({ course, decision }: Send, result: Accepted | Failure): Level {
  if ('told' in result) {
    return result.told === 'later' ? 'error' : 'warn';
  }
  const degraded =
    decision?.refusedBy !== undefined || decision?.store.endsWith('failed)') === true;
  return degraded || (course?.left.length ?? 0) > 0 ? 'warn' : 'info';
}

function eventOf(send: Send, result: Accepted | Failure, at: number): SendEvent {
  const { data, number } = send;
  return {
    usage: data.type,
    ms: at - send.startedAt,
    to: maskPhoneNumber(number?.e164 ?? data.to),
    country: number?.country,
    ...courseOf(send.course),
    ...resultOf(result),
    ...(send.decision === undefined ? {} : decisionOf(send.decision)),
  };
}

function resultOf(result: Accepted | Failure) {
  const { requestId } = result;
  return 'told' in result
    ? { outcome: result.outcome, apiCode: result.apiCode, requestId, reason: result.help }
    : { outcome: 'accepted' as const, bizId: result.bizId, requestId };
}

function courseOf(course: Course | undefined) {
  if (course === undefined) {
    return { attempts: 0 };
  }
  const { channel, message } = course.step;
  return {
    attempts: course.attempts,
    channel: channel.channel,
    channelLabel: channel.label,
    templateCode: message.kind === 'template' ? message.templateCode : undefined,
    fallbackFrom: course.left.length > 0 ? course.left : undefined,
    escalated: course.escalated || undefined,
    confirmed: course.confirmed || undefined,
  };
}

function decisionOf({ refusedBy, recordOnly, store }: Decision) {
  const guard = `${refusedBy ?? 'admit'}${recordOnly ? ' (record)' : ''}`;
  return { guard, guardStore: store };
}
