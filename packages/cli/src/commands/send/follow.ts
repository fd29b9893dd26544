import { setTimeout } from 'node:timers/promises';
import { chinaDay, type Channel, type DeliveryReport, type SmsClient } from 'aliyun-sms-client';
import type { Context } from '../../command.ts';
import { statusText } from '../../aliyun/delivery.ts';
import { findReport, type SentMessage } from '../../aliyun/delivery-records.ts';

/** How long a message is followed. */
const FOLLOW_MS = 2 * 60_000;

/** Most reports arrive within seconds; after that it polls less often. */
const FIRST_PAUSES_MS = [1000, 1000, 2000, 3000];
const PAUSE_MS = 5000;

/** Polls until the message is delivered or has failed, for at most 2 minutes, or until Ctrl-C. On a
 *  terminal, one line shows the state. */
export async function follow(
  context: Context,
  client: SmsClient,
  channel: Channel,
  message: Omit<SentMessage, 'days'>,
): Promise<DeliveryReport | undefined> {
  const { output } = context;
  const state = newState();
  const work = untilReported(context, client, { channel, message, state });
  return output.progress(() => liveLine(context, state), work);
}

function newState(): State {
  const started = performance.now();
  return { started, nextQueryAt: started, report: undefined };
}

/** The same without printing anything. */
export async function untilReported(
  { terminal }: Context,
  client: SmsClient,
  {
    channel,
    message,
    state = newState(),
  }: {
    readonly channel: Channel;
    readonly message: Omit<SentMessage, 'days'>;
    readonly state?: State;
  },
): Promise<DeliveryReport | undefined> {
  const sentOn = chinaDay(terminal.now().getTime());
  const query = async () => {
    const days = [...new Set([sentOn, chinaDay(terminal.now().getTime())])];
    return findReport(client, channel, { ...message, days });
  };
  return poll(terminal.signal, state, query);
}

interface State {
  /** Both as of `performance.now()`. */
  readonly started: number;
  nextQueryAt: number;
  report: DeliveryReport | undefined;
}

async function poll(
  signal: AbortSignal,
  state: State,
  query: () => Promise<DeliveryReport | undefined>,
): Promise<DeliveryReport | undefined> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop
    state.report = (await query()) ?? state.report;
    if (state.report && state.report.status !== 'submitted') break;
    const pause = FIRST_PAUSES_MS[turn] ?? PAUSE_MS;
    state.nextQueryAt = performance.now() + pause;
    if (state.nextQueryAt - state.started > FOLLOW_MS) break;
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
  }
  return state.report;
}

/** `waiting for the carrier · 12 s · next query in 2 s` */
function liveLine({ output }: Context, { started, nextQueryAt, report }: State): string {
  const now = performance.now();
  const elapsed = Math.floor((now - started) / 1000);
  const left = Math.max(0, Math.ceil((nextQueryAt - now) / 1000));
  const status = output.text(statusText(report?.status ?? 'submitted'));
  return output.text({
    en: `${status} · ${elapsed} s · ${left === 0 ? 'querying' : `next query in ${left} s`}`,
    zh: `${status} · ${elapsed} 秒 · ${left === 0 ? '查询中' : `${left} 秒后再查`}`,
  });
}
