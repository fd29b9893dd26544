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
  /** Resolves when commands can be sent. Can be called again after a rejection. */
  readonly connect: () => Promise<unknown>;
}

interface Connection {
  readonly link: Link;
  connecting: Promise<unknown> | undefined;
  /**
   * Set while Redis fails: until then (milliseconds since the epoch) sends do without it,
   * afterwards one send at a time tries it again.
   */
  failingUntil: number | undefined;
}

/** Together with the answer (100 ms), no send is delayed by more than 250 ms. Milliseconds. */
const CONNECT_MS = 140;
/** Pause between two sends that try a failed Redis. Milliseconds. */
const PAUSE_MS = 1_000;
const MAX_BACK_OFF_MS = 2_000;
/** A cluster node that is unreachable for this long may have been replaced. Milliseconds. */
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
    // If the pause seems longer than it can be, the clock was set back since.
    if (now < known.failingUntil && now >= known.failingUntil - PAUSE_MS) {
      throw new Error('Redis failed a moment ago.');
    }
    // This send tries Redis; meanwhile the others do without it.
    known.failingUntil = now + PAUSE_MS;
  }
  try {
    await ready(known);
    const work = run(known.link);
    // Even an answer that is too late for its send shows that Redis works again.
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

/** Lets the next send try Redis, without a pause. */
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
  // The connection must not keep the process alive.
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
    // All keys are in one slot: its node is enough, and no other node can delay us.
    minimizeConnections: true,
    topologyRefreshOnReconnectionAttemptStrategy: REDISCOVER_MS,
  });
  cluster.on('error', ignore).on('node-error', ignore).on('node-ready', onReady);
  return {
    connect: () => cluster.connect(),
    eval: (script, options) => cluster.eval(script, options),
  };
}

const connectTimeout = MAX_BACK_OFF_MS;

/** Milliseconds until a lost connection is retried, after `retries` attempts. */
export function reconnectStrategy(retries: number): number {
  return Math.min(50 * 2 ** retries, MAX_BACK_OFF_MS);
}

/** Each decision reports a failing Redis; without a listener, an error event would end Logto. */
const ignore = () => undefined;
