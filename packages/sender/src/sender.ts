import { randomUUID } from 'node:crypto';
import { maskPhoneNumber } from 'aliyun-sms-client';
import { deliver, type Delivery } from './delivery/deliver.ts';
import { isOutage } from './delivery/outages.ts';
import { failureOf, mayHaveBeenSent, type Failure } from './failure/failure.ts';
import { Refusal } from './failure/refusal.ts';
import { decide, type Decision } from './guard/guard.ts';
import { namespaceOf } from './guard/namespace.ts';
import { planMessage, type MessageRequest, type SendPlan } from './message/plan-message.ts';
import { issueLines, type InvalidSettings, type Settings } from './settings/read-settings.ts';
import { report, warnOfAddress, warnOfSettings } from './telemetry.ts';
import type { SendTrace } from './trace.ts';
import { combine } from './words.ts';

/** A message that somebody asked for. */
export interface SendRequest extends MessageRequest {
  /** The address of the person who asks; absent in flows that only signed-in people reach. */
  readonly ip?: string | undefined;
}

/** What the sender needs of the world around it. */
export interface SenderOptions {
  /** Milliseconds since the epoch; default the machine's clock. */
  readonly now?: () => number;
  /** Something new each time, below 256 characters; default a UUID. */
  readonly reference?: () => string;
}

/** `unknown`: nobody knows whether Aliyun accepted the message, so that the code may be on the phone. */
export type SendResult =
  | {
      readonly outcome: 'accepted';
      /** Absent where the answer was lost and a look-up found the message. */
      readonly bizId: string | undefined;
      readonly requestId: string | undefined;
      readonly trace: SendTrace;
    }
  | { readonly outcome: 'unknown'; readonly failure: Failure; readonly trace: SendTrace };

/** Nothing was sent, or what answered is not Aliyun. */
export class SendFailure extends Error {
  override readonly name = 'SendFailure';
  readonly failure: Failure;
  readonly trace: SendTrace;

  constructor(failure: Failure, trace: SendTrace) {
    super(failure.operatorText.en);
    this.failure = failure;
    this.trace = trace;
  }
}

export interface Sender {
  /**
   * Sends one message by what the settings say. Rejects with {@link SendFailure}, whatever comes in.
   */
  readonly send: (
    settings: Settings | InvalidSettings,
    request: SendRequest,
  ) => Promise<SendResult>;
}

export function createSender({
  now = () => Date.now(),
  reference = randomUUID,
}: SenderOptions = {}): Sender {
  return {
    async send(settings, request) {
      const startedAt = now();
      const progress = await run(settings, request, { now, reference, startedAt });
      const { delivered, ...known } = progress;
      const trace = { ...known, ...named(request, progress), startedAt, endedAt: now() };
      if (!('error' in delivered)) {
        isOutage(trace.course, false);
        const result = { outcome: 'accepted', ...delivered, trace } as const;
        report(result);
        return result;
      }
      const failure = failureOf(delivered.error, {
        country: trace.number?.country,
        channel: trace.course?.step.channel,
      });
      report({ outcome: failure.outcome, failure, trace });
      const unknown = mayHaveBeenSent(failure);
      const lasting = isOutage(trace.course, unknown);
      if (unknown && !lasting) {
        return { outcome: 'unknown', failure, trace };
      }
      throw new SendFailure(failure, trace);
    },
  };
}

type Progress = Pick<SendTrace, 'number' | 'guard' | 'course'> & {
  readonly delivered: Delivery['result'];
};

interface World extends Required<SenderOptions> {
  readonly startedAt: number;
}

async function run(
  settings: Settings | InvalidSettings,
  request: SendRequest,
  world: World,
): Promise<Progress> {
  const progress: { -readonly [Key in keyof Progress]?: Progress[Key] } = {};
  try {
    const valid = checkedSettings(settings, world.startedAt);
    const asked = checkedRequest(request);
    const plan = planMessage(valid, asked);
    progress.number = plan.number;
    if ('refusal' in plan) throw plan.refusal;
    progress.guard = await guarded(valid, plan, asked, world.startedAt);
    if (progress.guard !== undefined) obey(progress.guard, world.startedAt);
    const { timeoutMs } = valid;
    const namespace = namespaceOf(valid);
    const { usageType } = asked;
    const { course, result } = await deliver({
      ...plan,
      ...world,
      usageType,
      namespace,
      timeoutMs,
    });
    return { ...progress, course, delivered: result };
  } catch (error) {
    return { ...progress, delivered: { error } };
  }
}

function checkedSettings(settings: Settings | InvalidSettings, now: number): Settings {
  if ('issues' in settings) {
    const detail = combine(issueLines(settings.issues), (spoken) => spoken.join(' | '));
    throw new Refusal('settings-invalid', { detail });
  }
  warnOfSettings(settings, now);
  return settings;
}

/** Hosts hand over what came by HTTP: it may be anything. */
function checkedRequest({ to, usageType, payload, locale, ip }: SendRequest): SendRequest {
  const texts: readonly unknown[] = [to, usageType];
  const optional: readonly unknown[] = [locale, ip];
  const isRequest =
    texts.every((value) => typeof value === 'string') &&
    optional.every((value) => value === undefined || value === null || typeof value === 'string') &&
    typeof payload === 'object' &&
    payload !== null &&
    !Array.isArray(payload);
  if (!isRequest) {
    throw new Refusal('request-invalid');
  }
  return { to, usageType, payload, locale: locale ?? undefined, ip: ip ?? undefined };
}

async function guarded(
  { guard, main, bareNumbers }: Settings,
  { number }: SendPlan,
  { ip }: SendRequest,
  now: number,
): Promise<Decision | undefined> {
  if (guard === undefined) {
    return undefined;
  }
  const { credentials } = main;
  const secret = credentials.kind === 'accessKey' ? credentials.accessKeySecret : '';
  return decide(guard, { number, ip, now, secret, bareNumbers });
}

function obey(decision: Decision, now: number): void {
  const { refusedBy, recordOnly, retryAfterSeconds } = decision;
  warnOfAddress(decision, now);
  if (refusedBy === undefined || recordOnly) {
    return;
  }
  if (refusedBy === 'store') {
    throw new Refusal('guard-store');
  }
  throw new Refusal('guard-limit', { detail: `guard.${refusedBy}`, retryAfterSeconds });
}

/** For the log, which must be written even of a request that is not one. */
function named({ to, usageType }: SendRequest, { number }: Progress) {
  const given: unknown = number?.e164 ?? to;
  const usage: unknown = usageType;
  return {
    to: maskPhoneNumber(typeof given === 'string' ? given : ''),
    usageType: typeof usage === 'string' ? usage : typeof usage,
  };
}
