import { createClient, createCluster } from '@redis/client';

export interface RedisLink {
  readonly eval: (
    script: string,
    options: { readonly keys: string[]; readonly arguments: string[] },
  ) => Promise<unknown>;
}

interface Connection extends RedisLink {
  readonly connected: Promise<unknown>;
  isReady: () => boolean;
  /** Milliseconds since the epoch; nobody waits for Redis before that. */
  pausedUntil: number;
}

/** Longest wait for a connection that is not there yet, once. Milliseconds. */
const CONNECT_MS = 150;
/** After a failure the next sends do without Redis for so long, not each waiting in turn. */
const PAUSE_MS = 1_000;
const LONGEST_BACK_OFF_MS = 2_000;

const connections = new Map<string, Connection>();

/**
 * Where Redis is, from the environment alone, so that nobody can aim it by a setting:
 * `ALIYUN_SMS_REDIS_URL`, else Logto's own `REDIS_URL` (whose `true` means this machine).
 */
function redisUrl(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const url = environment['ALIYUN_SMS_REDIS_URL'] ?? environment['REDIS_URL'];
  return isYes(url) ? 'redis://127.0.0.1:6379' : url;
}

/** Runs one command; rejects if it is not answered within `answerMs`, or Redis is known to be down. */
export async function connection(
  now: number,
  answerMs: number,
  run: (link: RedisLink) => Promise<unknown>,
): Promise<unknown> {
  const url = redisUrl();
  if (url === undefined || url === '') {
    throw new Error('Neither ALIYUN_SMS_REDIS_URL nor REDIS_URL is set.');
  }
  const known = connections.get(url) ?? open(url);
  connections.set(url, known);
  if (now < known.pausedUntil) {
    throw new Error('Redis failed a moment ago.');
  }
  try {
    if (!known.isReady()) {
      await within(CONNECT_MS, known.connected);
    }
    return await within(answerMs, run(known));
  } catch (error) {
    known.pausedUntil = now + PAUSE_MS;
    throw error;
  }
}

function open(url: string): Connection {
  const socket = {
    connectTimeout: LONGEST_BACK_OFF_MS,
    reconnectStrategy: (retries: number) => Math.min(50 * 2 ** retries, LONGEST_BACK_OFF_MS),
  };
  if (isYes(new URL(url).searchParams.get('cluster') ?? undefined)) {
    const cluster = createCluster({ rootNodes: [{ url }], defaults: { socket } });
    cluster.on('error', ignore);
    return link(cluster.connect(), (script, options) => cluster.eval(script, options));
  }
  const client = createClient({ url, socket, disableOfflineQueue: true });
  client.on('error', ignore);
  const opened = link(client.connect(), (script, options) => client.eval(script, options));
  // A process that has nothing else to do may end.
  client.unref();
  return { ...opened, isReady: () => client.isReady };
}

/** Redis being away is told by each decision; an error event without a listener would end Logto. */
const ignore = () => undefined;

function link(connected: Promise<unknown>, run: RedisLink['eval']): Connection {
  let ready = false;
  const settled = connected.then(() => {
    ready = true;
    return undefined;
  });
  settled.catch(() => undefined);
  return { connected: settled, eval: run, isReady: () => ready, pausedUntil: 0 };
}

function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Redis is too slow.')), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const isYes = (text: string | undefined): boolean => /^(?:1|true|yes|y)$/i.test(text ?? '');
