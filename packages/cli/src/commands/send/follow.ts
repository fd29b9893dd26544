import { setTimeout } from 'node:timers/promises';
import { chinaDay, type Channel, type DeliveryReport, type SmsClient } from 'aliyun-sms-client';
import type { Context } from '../../command.ts';
import { statusText } from '../../aliyun/delivery.ts';
import { findReport, type SentMessage } from '../../aliyun/delivery-records.ts';

/** How long one message is watched. */
const FOLLOW_MS = 2 * 60_000;

/** Most reports come within seconds; looks grow rarer after that. */
const PAUSES_MS = [1000, 1000, 2000, 3000, 5000];

/** Looks until the message is delivered or failed, 2 minutes are over, or the terminal asks to stop.
 *  On a terminal one line tells all the while how it stands. */
export async function follow(
  context: Context,
  client: SmsClient,
  channel: Channel,
  message: Omit<SentMessage, 'days'>,
): Promise<DeliveryReport | undefined> {
  const { output } = context;
  const state = newState();
  const watching = untilReported(context, client, { channel, message, state });
  return output.progress(() => liveLine(context, state), watching);
}

function newState(): State {
  const started = performance.now();
  return { started, nextLook: started, report: undefined };
}

/** The same without a word. */
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
  const look = async () => {
    const days = [...new Set([sentOn, chinaDay(terminal.now().getTime())])];
    return findReport(client, channel, { ...message, days });
  };
  return watch(terminal.signal, state, look);
}

interface State {
  /** Of `performance.now()`. */
  readonly started: number;
  nextLook: number;
  report: DeliveryReport | undefined;
}

async function watch(
  signal: AbortSignal,
  state: State,
  look: () => Promise<DeliveryReport | undefined>,
): Promise<DeliveryReport | undefined> {
  for (let turn = 0; !signal.aborted; turn += 1) {
    // One look after the other, with a pause between: that is what following is.
    // oxlint-disable-next-line no-await-in-loop
    state.report = (await look()) ?? state.report;
    if (state.report && state.report.status !== 'submitted') break;
    const pause = PAUSES_MS[Math.min(turn, PAUSES_MS.length - 1)] ?? 0;
    state.nextLook = performance.now() + pause;
    if (state.nextLook - state.started > FOLLOW_MS) break;
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
  }
  return state.report;
}

/** `waiting for the carrier · 12 s · next look in 2 s` */
function liveLine({ output }: Context, { started, nextLook, report }: State): string {
  const now = performance.now();
  const gone = Math.floor((now - started) / 1000);
  const left = Math.max(0, Math.ceil((nextLook - now) / 1000));
  const status = output.text(statusText(report?.status ?? 'submitted'));
  return output.text({
    en: `${status} · ${gone} s · ${left === 0 ? 'looking' : `next look in ${left} s`}`,
    zh: `${status} · ${gone} 秒 · ${left === 0 ? '查询中' : `${left} 秒后再查`}`,
  });
}
