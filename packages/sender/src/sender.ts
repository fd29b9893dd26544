import { randomUUID } from 'node:crypto';
import { maskPhoneNumber, parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import { deliver, type Course, type Delivery } from './delivery/deliver.ts';
import { recordOutcome } from './delivery/outages.ts';
import { failureOf, mayHaveBeenSent, type Failure } from './failure/failure.ts';
import { Refusal } from './failure/refusal.ts';
import { createGuard, type Decided, type Decision, type Guard } from './guard/guard.ts';
import { guardNamespace, namespaceOf } from './guard/namespace.ts';
import type { GuardStore } from './guard/store.ts';
import { planMessage, type MessageRequest, type SendPlan } from './message/plan-message.ts';
import { issueLines, type InvalidSettings, type Settings } from './settings/read-settings.ts';
import {
  report,
  warnOfAddress,
  warnOfKeys,
  warnOfSettings,
  warnOfSettlement,
} from './telemetry.ts';
import type { SendTrace } from './trace.ts';
import { combine } from './words.ts';

/** A requested message. */
export interface SendRequest extends MessageRequest {
  /** The IP address of the user; absent in flows that only signed-in users reach. */
  readonly ip?: string | undefined;
}

/** What the sender needs from its environment. */
export interface SenderOptions {
  /** Milliseconds since the epoch; default: the machine's clock. */
  readonly now?: () => number;
  /** A new value each time, up to 255 characters; default: a UUID. */
  readonly reference?: () => string;
  /**
   * Where the guard counts, regardless of the settings; see `createMemoryStore`. Default: in this
   * sender's memory or in Redis, as the settings say.
   */
  readonly store?: GuardStore;
}

/** `unknown`: Aliyun may have accepted the message, so the code may reach the phone. */
export type SendResult =
  | {
      readonly outcome: 'accepted';
      /** Absent if the answer was lost and a look-up found the message. */
      readonly bizId: string | undefined;
      readonly requestId: string | undefined;
      readonly trace: SendTrace;
    }
  | { readonly outcome: 'unknown'; readonly failure: Failure; readonly trace: SendTrace };

/** Nothing was sent, or something other than Aliyun answered. */
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

/** `nothing`: no send was outstanding, or no window gives places back. `failed`: Redis failed. */
export type Settled = 'settled' | 'nothing' | 'failed';

export interface Sender {
  /** Sends one message according to the settings. Rejects only with {@link SendFailure}. */
  readonly send: (
    settings: Settings | InvalidSettings,
    request: SendRequest,
  ) => Promise<SendResult>;
  /**
   * Reports that a code sent to the number was entered; the number is written as for {@link send}. Its
   * sends of the last `guard.codeMinutes` give back their places in the guard's `unverified` windows,
   * each once, and the number is trusted for `guard.trustVerifiedDays`.
   *
   * Never rejects; a failure of Redis is also logged.
   */
  readonly settle: (settings: Settings | InvalidSettings, number: string) => Promise<Settled>;
}

export function createSender({
  now = () => Date.now(),
  reference = randomUUID,
  store,
}: SenderOptions = {}): Sender {
  const guard = createGuard(store);
  warnOfKeys(now);
  return {
    async send(settings, request) {
      const startedAt = now();
      const progress = await run(settings, request, { now, reference, guard, startedAt });
      const { delivered } = progress;
      const trace = traceOf(request, progress, { startedAt, endedAt: now() });
      if (!('error' in delivered)) {
        recordOutcome(trace.course, false);
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
      const lasting = recordOutcome(trace.course, unknown);
      if (unknown && !lasting) {
        return { outcome: 'unknown', failure, trace };
      }
      throw new SendFailure(failure, trace);
    },

    async settle(settings, number) {
      if ('issues' in settings || settings.guard === undefined) {
        return 'nothing';
      }
      const entered = parsePhoneNumber(number, settings);
      if (entered === undefined) {
        return 'nothing';
      }
      const namespace = guardNamespace(settings);
      try {
        const settlement = { number: entered, namespace, now: now() };
        return (await guard.settle(settings.guard, settlement)) ? 'settled' : 'nothing';
      } catch {
        warnOfSettlement(now());
        return 'failed';
      }
    },
  };
}

interface Progress {
  readonly number: PhoneNumber | undefined;
  readonly guard: Decision | undefined;
  readonly course: Course | undefined;
  readonly delivered: Delivery['result'];
}

interface Context extends Required<Omit<SenderOptions, 'store'>> {
  readonly guard: Guard;
  readonly startedAt: number;
}

async function run(
  settings: Settings | InvalidSettings,
  request: SendRequest,
  context: Context,
): Promise<Progress> {
  let number: PhoneNumber | undefined;
  let decision: Decision | undefined;
  const { startedAt, now, reference } = context;
  try {
    const valid = checkedSettings(settings, startedAt);
    const checked = checkedRequest(request);
    const plan = planMessage(valid, checked);
    number = plan.number;
    if ('refusal' in plan) throw plan.refusal;
    const decided = await decide(valid, plan, checked, context);
    decision = decided?.decision;
    if (decision !== undefined) enforce(decision, startedAt);
    const { course, result } = await deliver({
      steps: plan.steps,
      number: plan.number,
      usageType: checked.usageType,
      namespace: namespaceOf(valid),
      timeoutMs: valid.timeoutMs,
      startedAt,
      now,
      reference,
    });
    if (course.neverLeft) await decided?.giveBack();
    return { number, guard: decision, course, delivered: result };
  } catch (error) {
    return { number, guard: decision, course: undefined, delivered: { error } };
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

/** Hosts pass on what came over HTTP, so it may be anything. */
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

async function decide(
  settings: Settings,
  { number }: SendPlan,
  { ip }: SendRequest,
  { guard, startedAt: now }: Context,
): Promise<Decided | undefined> {
  const { guard: rules, bareNumbers } = settings;
  if (rules === undefined) {
    return undefined;
  }
  const namespace = guardNamespace(settings);
  return guard.decide(rules, { number, ip, now, namespace, bareNumbers });
}

function enforce(decision: Decision, now: number): void {
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

/** For the log too, which must be written even for a malformed request. */
function traceOf(
  { to, usageType }: SendRequest,
  { number, guard, course }: Progress,
  { startedAt, endedAt }: Pick<SendTrace, 'startedAt' | 'endedAt'>,
): SendTrace {
  const written: unknown = number?.e164 ?? to;
  const usage: unknown = usageType;
  return {
    usageType: typeof usage === 'string' ? usage : typeof usage,
    to: maskPhoneNumber(typeof written === 'string' ? written : ''),
    number,
    guard,
    course,
    startedAt,
    endedAt,
  };
}
