import { createClient, createCluster } from '@redis/client';
import { within } from './deadline.ts';
import { readRedisAddress, redisUrl, type RedisAddress } from './redis-address.ts';

export interface RedisLink {
  readonly eval: (
    script: string,
    options: { readonly keys: string[]; readonly arguments: string[] },
  ) => Promise<unknown>;
}

interface Link extends RedisLink {
  /** Resolves when commands can be sent. After a rejection it may be called again. */
  readonly connect: () => Promise<unknown>;
}

interface Connection {
  readonly link: Link;
  connecting: Promise<unknown> | undefined;
  /**
   * Set while Redis fails: sends do without it, and from that time on (milliseconds since the epoch)
   * one of them at a time asks again.
   */
  failingUntil: number | undefined;
}

/** With the time for an answer (100 ms), no send is held up by more than 250 ms. Milliseconds. */
const CONNECT_MS = 140;
/** Between two sends that try whether Redis is back, should it not show by itself. Milliseconds. */
const PAUSE_MS = 1_000;
const LONGEST_BACK_OFF_MS = 2_000;
/** A node of a cluster that is away for so long may have been replaced by another. Milliseconds. */
const REDISCOVER_MS = 1_000;

const connections = new Map<string, Connection>();

/** Runs one command; rejects if it is not answered within `answerMs`, or Redis is known to be down. */
export async function connection(
  now: number,
  answerMs: number,
  run: (link: RedisLink) => Promise<unknown>,
): Promise<unknown> {
  const known = current();
  if (known.failingUntil !== undefined) {
    // A pause that is longer than any began on a clock that was put back since.
    if (now < known.failingUntil && now >= known.failingUntil - PAUSE_MS) {
      throw new Error('Redis failed a moment ago.');
    }
    // This send tries; until it knows, the others do without.
    known.failingUntil = now + PAUSE_MS;
  }
  try {
    await ready(known);
    const work = run(known.link);
    // An answer that comes too late for its send still shows that Redis is there.
    work.then(() => mayBeBack(known), ignore);
    const answer = await within(answerMs, work);
    known.failingUntil = undefined;
    return answer;
  } catch (error) {
    known.failingUntil = now + PAUSE_MS;
    throw error;
  }
}

function current(): Connection {
  const url = redisUrl();
  if (url === undefined || url === '') {
    throw new Error('Neither ALIYUN_SMS_REDIS_URL nor REDIS_URL is set.');
  }
  const known = connections.get(url) ?? open(readRedisAddress(url));
  connections.set(url, known);
  return known;
}

async function ready(known: Connection): Promise<void> {
  known.connecting ??= known.link.connect().catch((error: unknown) => {
    known.connecting = undefined;
    throw error;
  });
  await within(CONNECT_MS, known.connecting);
}

/** The next send tries, without a pause. */
function mayBeBack(known: Connection): void {
  if (known.failingUntil !== undefined) {
    known.failingUntil = 0;
  }
}

function open(address: RedisAddress): Connection {
  const onReady = () => mayBeBack(known);
  const link = address.cluster ? clusterLink(address, onReady) : singleLink(address, onReady);
  const known: Connection = { link, connecting: undefined, failingUntil: undefined };
  return known;
}

function singleLink({ urls: [url = ''], tls }: RedisAddress, onReady: () => void): Link {
  const client = createClient({
    url,
    socket: { connectTimeout, reconnectStrategy, ...tls },
    disableOfflineQueue: true,
  });
  client.on('error', ignore).on('ready', onReady);
  // A process that has nothing else to do may end.
  client.unref();
  return {
    connect: () => client.connect(),
    eval: (script, options) => client.eval(script, options),
  };
}

function clusterLink({ urls, login, tls }: RedisAddress, onReady: () => void): Link {
  const cluster = createCluster({
    rootNodes: urls.map((url) => ({ url })),
    defaults: {
      ...login,
      socket: { connectTimeout, reconnectStrategy, ...tls },
      disableOfflineQueue: true,
    },
    // All keys lie in one slot: the node that has it is enough, and no other can keep us waiting.
    minimizeConnections: true,
    topologyRefreshOnReconnectionAttemptStrategy: REDISCOVER_MS,
  });
  cluster.on('error', ignore).on('node-error', ignore).on('node-ready', onReady);
  return {
    connect: () => cluster.connect(),
    eval: (script, options) => cluster.eval(script, options),
  };
}

const connectTimeout = LONGEST_BACK_OFF_MS;

/** Milliseconds until a lost connection is tried again for the `retries`-th time, from 0. */
export function reconnectStrategy(retries: number): number {
  return Math.min(50 * 2 ** retries, LONGEST_BACK_OFF_MS);
}

/** Redis being away is told by each decision; an error event without a listener would end Logto. */
const ignore = () => undefined;
