import {
  AliyunSmsConnectionError,
  AliyunSmsCredentialsError,
  AliyunSmsError,
  endpointStates,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import type { Step } from '../message/plan-message.ts';
import type { ChannelSettings } from '../settings/channels.ts';
import { mayFailOver } from './failover.ts';
import { escalate, rememberSend } from './resend.ts';
import { isOnRecord, keySource, refusalOf, transmit, type Accepted } from './transmit.ts';

export interface Order {
  readonly steps: readonly [Step, ...Step[]];
  readonly number: PhoneNumber;
  readonly usageType: string;
  /** Accounts with different namespaces share no resends. */
  readonly namespace: string;
  /** For the whole delivery, from `startedAt`. Milliseconds. */
  readonly timeoutMs: number;
  readonly startedAt: number;
  readonly now: () => number;
  /** A new reference for each message passed to Aliyun. */
  readonly reference: () => string;
  /** For a host with its own credentials; default: by the channel's settings. */
  readonly clientFor?: ((channel: ChannelSettings) => SmsClient) | undefined;
}

/** How a delivery went, whatever its result. */
export interface Course {
  /** The channel that accepted the message, or that failed last. */
  readonly step: Step;
  /** Calls to Aliyun, over all channels. */
  readonly attempts: number;
  /** Why earlier channels were abandoned: `settings: isv.AMOUNT_NOT_ENOUGH`. */
  readonly fallbackFrom: readonly string[];
  /** It did not begin with the first channel, because the previous message seemed not to arrive. */
  readonly escalated: boolean;
  /** The answer was lost, and a look-up found the message. */
  readonly confirmed: boolean;
  /** Certainly no channel reached Aliyun: none was accepted, none refused. */
  readonly neverLeft: boolean;
  /** Where the environment's key was found, `OIDC role`; absent for a key in the settings. */
  readonly credentialsSource: string | undefined;
  /** The circuit of an endpoint that was tried is open, because it did not answer. */
  readonly circuitOpen: boolean;
}

export interface Delivery {
  readonly course: Course;
  /** What Aliyun accepted, or why the last channel failed. */
  readonly result: Accepted | { readonly error: unknown };
}

/** Reserved for looking up a message whose answer was lost. Milliseconds. */
const LOOK_UP_MS = 1_500;
/** With less time than this, no further channel is tried. Milliseconds. */
const SHORTEST_ATTEMPT_MS = 300;

/** Sends the message through the first channel that accepts it. */
export async function deliver(order: Order): Promise<Delivery> {
  const { number, usageType, namespace, startedAt, now, steps } = order;
  const sent = { namespace, msisdn: number.msisdn, usageType };
  const skipped = steps.length > 1 ? escalate({ ...sent, now: startedAt }) : undefined;
  const [first, ...others] = skipped === undefined ? steps : startingAfter(skipped, steps);
  const fallbackFrom: string[] = [];
  let step = first;
  const made: [Attempt, ...Attempt[]] = [await attempt(step, order)];
  let { result, confirmed } = made[0];
  for (const next of others) {
    if (
      !('error' in result) ||
      !mayFailOver(result.error) ||
      timeFor(order) < SHORTEST_ATTEMPT_MS
    ) {
      break;
    }
    fallbackFrom.push(`${step.channel.label}: ${result.error.apiCode ?? result.error.name}`);
    step = next;
    const last = await attempt(step, order);
    made.push(last);
    ({ result, confirmed } = last);
  }
  if (steps.length > 1 && mayHaveArrived(result)) {
    rememberSend({ ...sent, now: now() }, step.channel.label);
  }
  const escalated = first !== steps[0];
  return { course: { step, fallbackFrom, escalated, confirmed, ...summaryOf(made) }, result };
}

const summaryOf = (made: readonly Attempt[]) => ({
  attempts: made.reduce((sum, one) => sum + one.attempts, 0),
  neverLeft: made.every(neverReached),
  credentialsSource: made.map(sourceOfKey).at(-1),
  circuitOpen: endpointStates().some(
    ({ endpoint, circuit }) =>
      circuit !== 'closed' && made.some(({ channel }) => channel.endpoint === endpoint),
  ),
});

interface Attempt extends Pick<Delivery, 'result'> {
  readonly channel: ChannelSettings;
  readonly confirmed: boolean;
  /** Calls to Aliyun, look-ups not counted. */
  readonly attempts: number;
}

async function attempt({ channel, message }: Step, order: Order): Promise<Attempt> {
  const { number, now } = order;
  const outId = order.reference();
  const sentAt = now();
  const timeoutMs = Math.max(timeFor(order), SHORTEST_ATTEMPT_MS);
  const client = order.clientFor?.(channel);
  try {
    const transmission = { channel, message, number, outId, timeoutMs, client };
    const { bizId, requestId, attempts } = await transmit(transmission);
    return { channel, result: { bizId, requestId }, confirmed: false, attempts };
  } catch (error) {
    const attempts = error instanceof AliyunSmsError ? error.attempts : 0;
    const remainingMs = order.startedAt + order.timeoutMs - now();
    const confirmed =
      mayBeOnItsWay(error) &&
      remainingMs > 0 &&
      (await isOnRecord({ channel, number, outId, timeoutMs: remainingMs, client }, sentAt));
    const result = confirmed
      ? { bizId: undefined, requestId: undefined }
      : { error: refusalOf(error) };
    return { channel, result, confirmed, attempts };
  }
}

/** If no key could be obtained, only the error names its source. */
function sourceOfKey({ channel, result }: Attempt): string | undefined {
  const error = 'error' in result ? result.error : undefined;
  const named = error instanceof AliyunSmsError ? error.credentialsSource : undefined;
  return named ?? keySource(channel);
}

const mayHaveArrived = (result: Delivery['result']): boolean =>
  !('error' in result) || mayBeOnItsWay(result.error);

/** A refusal by Aliyun has a code; something else that answered may have passed the request on. */
const neverReached = ({ result }: Attempt): boolean =>
  'error' in result &&
  (result.error instanceof Refusal ||
    result.error instanceof AliyunSmsCredentialsError ||
    (result.error instanceof AliyunSmsConnectionError &&
      result.error.outcome === 'not-sent' &&
      result.error.apiCode === undefined));

const mayBeOnItsWay = (error: unknown): boolean =>
  error instanceof AliyunSmsError && error.outcome === 'unknown';

/** What one attempt may take: at most half of the total, without the time for the look-up. */
function timeFor({ timeoutMs, startedAt, now }: Order): number {
  return Math.min(timeoutMs / 2, startedAt + timeoutMs - now() - LOOK_UP_MS);
}

/** The steps, rotated to begin after `label`; unchanged if no step has that label. */
function startingAfter(label: string, steps: Order['steps']): Order['steps'] {
  const index = steps.findIndex(({ channel }) => channel.label === label);
  const [first, ...others] = [...steps.slice(index + 1), ...steps.slice(0, index + 1)];
  return index === -1 || first === undefined ? steps : [first, ...others];
}
