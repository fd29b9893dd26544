import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  createNodeTransport,
  publicEndpoint,
  TransportError,
  type Credentials,
  type Site,
  type Transport,
} from 'aliyun-sms-client';
import {
  askProbe,
  createStandIn,
  PROBES,
  versionOf,
  type OwnTemplate,
  type Probe,
  type ProbeCaller,
  type ProbeOutcome,
} from 'aliyun-sms-sandbox/conformance';
import type { Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';

/** There was no response; `code` is the network error, such as `ECONNRESET`. */
export interface Unanswered {
  readonly probe: Probe;
  readonly code: string;
}

export type ProbeResult = ProbeOutcome | Unanswered;

/** How the probes reach Aliyun. */
export interface Access {
  readonly key: Credentials;
  /** For every product; undefined means each product's own host. */
  readonly endpoint: string | undefined;
  readonly site: Site;
}

const TIMEOUT_MS = 10_000;

/** The probes for an account of the site: the free ones, or all. */
export function probesFor(site: Site, paid: boolean): readonly Probe[] {
  return PROBES.filter(
    (probe) =>
      (probe.product === 'international') === (site === 'international') &&
      (paid || probe.paid === undefined),
  );
}

/** Calls Aliyun and the sandbox with each probe in turn; stops early on Ctrl-C. */
export async function runProbes(
  context: Context,
  access: Access,
  probes: readonly Probe[],
  own: OwnTemplate | undefined,
): Promise<readonly ProbeResult[]> {
  const { terminal, output } = context;
  const standIn = createStandIn({ key: access.key, own });
  await checkKey(context, access);
  const results: ProbeResult[] = [];
  let shown = '';
  const all = async (): Promise<void> => {
    for (const probe of probes) {
      shown = `${results.length}/${probes.length}  ${output.text(probe.what)}`;
      // oxlint-disable-next-line no-await-in-loop
      if (probe.waits === true) await nextMinute(context);
      if (terminal.signal.aborted) return;
      const ask = () => askProbe(probe, callerFor(context, access, probe, own), transport, standIn);
      // In turn: limits count the calls.
      // oxlint-disable-next-line no-await-in-loop
      results.push(await ask().catch(unanswered(probe)));
    }
  };
  await output.progress(() => shown, all());
  return results;
}

const send = createNodeTransport();
const transport: Transport = async (request) =>
  send({ ...request, signal: AbortSignal.timeout(TIMEOUT_MS) });

const unanswered =
  (probe: Probe) =>
  (error: unknown): Unanswered => {
    if (error instanceof TransportError) return { probe, code: error.code };
    throw error;
  };

function callerFor(
  { terminal }: Pick<Context, 'terminal'>,
  { key, endpoint, site }: Access,
  probe: Probe,
  own: OwnTemplate | undefined,
): ProbeCaller {
  return {
    key,
    own,
    version: versionOf(probe),
    origin: endpoint ?? publicEndpoint(probe.product, site),
    moment: () => ({ now: terminal.now().getTime(), nonce: randomUUID() }),
  };
}

/** A query without its required parameters: refused for that, if key, clock and signature are right. */
const PLAIN_CALLS: Readonly<Record<Site, Probe>> = {
  china: {
    what: { en: 'a plain call', zh: '普通调用' },
    product: 'sms',
    request: { Action: 'QuerySendDetails' },
  },
  international: {
    what: { en: 'a plain call', zh: '普通调用' },
    product: 'international',
    request: { Action: 'QueryMessage' },
  },
};

/** If a plain call fails, every probe would fail in the same way. */
async function checkKey(context: Context, access: Access): Promise<void> {
  const probe = PLAIN_CALLS[access.site];
  const standIn = createStandIn({ key: access.key });
  const result = await askProbe(
    probe,
    callerFor(context, access, probe, undefined),
    transport,
    standIn,
  ).catch(unanswered(probe));
  const code = 'code' in result ? result.code : result.aliyun.code;
  if (!('code' in result) && (code === result.sandbox.code || result.isBeside)) return;
  throw new CommandFailure({
    en: `A plain call did not get the expected response (${code || 'no code'}), so comparing is pointless. Fix that first: aliyun-sms doctor, or aliyun-sms explain ${code || '<code>'}.`,
    zh: `普通调用未得到预期的响应（${code || '没有错误码'}），此时比对没有意义。请先解决：aliyun-sms doctor，或 aliyun-sms explain ${code || '<错误码>'}。`,
  });
}

/** Per-number limits are counted by calendar minute. */
async function nextMinute({ terminal }: Context): Promise<void> {
  const minute = () => Math.floor(terminal.now().getTime() / 60_000);
  const before = minute();
  while (minute() === before && !terminal.signal.aborted) {
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(50, undefined, { signal: terminal.signal }).catch(() => undefined);
  }
}
