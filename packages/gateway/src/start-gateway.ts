import { createServer, type Server, type ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Words } from 'aliyun-sms-sender';
import { dangersOf } from './dangers.ts';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
import { GatewayRefusal } from './gateway-refusal.ts';

export interface StartGatewayOptions extends GatewayOptions {
  /** Default `127.0.0.1`: TLS is left to a proxy, usually on the same machine. */
  readonly host?: string;
  /** Default 4089; 0 for any free port. */
  readonly port?: number;
  /** For `GET /metrics` without a token, on loopback only; if absent, only on `port`, with a token. */
  readonly metricsPort?: number;
}

export interface RunningGateway {
  readonly url: string;
  readonly port: number;
  readonly metricsUrl: string | undefined;
  /** What is unsafe about the way it was started. */
  readonly dangers: readonly Words[];
  /** Applies new settings; throws {@link GatewayRefusal} and keeps the old ones if they are invalid. */
  readonly reload: (raw: unknown) => void;
  /** Waits for requests under way, at most this long. Milliseconds; default 10,000. */
  readonly close: (graceMs?: number) => Promise<void>;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 4089;
const GRACE_MS = 10_000;
/** Interval between checks for idle connections. Milliseconds. */
const CHECK_EVERY_MS = 50;

/** Rejects with {@link GatewayRefusal} if it could not work, or not safely. */
export async function startGateway(options: StartGatewayOptions): Promise<RunningGateway> {
  const {
    host = DEFAULT_HOST,
    port = DEFAULT_PORT,
    metricsPort,
    environment = process.env,
  } = options;
  const gateway = createGateway(options);
  const servers: Server[] = [];
  const serve = async (fetch: Gateway['fetch'], where: Listening): Promise<number> => {
    const server = createHttpServer(fetch);
    const bound = await listen(server, where);
    servers.push(server);
    return bound;
  };
  try {
    const bound = await serve(gateway.fetch, { port, host, flag: '--port' });
    const metricsBound =
      metricsPort === undefined
        ? undefined
        : await serve(gateway.fetchMetrics, {
            port: metricsPort,
            host: DEFAULT_HOST,
            flag: '--metrics-port',
          });
    return {
      url: urlOf(host, bound),
      port: bound,
      metricsUrl:
        metricsBound === undefined ? undefined : `${urlOf(DEFAULT_HOST, metricsBound)}/metrics`,
      dangers: dangersOf({ host, settings: gateway.settings(), environment }),
      reload: gateway.reload,
      async close(graceMs = GRACE_MS) {
        gateway.drain();
        // Accept pending connections first: they would be reset when listening stops.
        await setImmediate();
        await Promise.all(servers.map((server) => closed(server, graceMs)));
        await gateway.close();
      },
    };
  } catch (error) {
    await Promise.all(servers.map((server) => closed(server, 0)));
    await gateway.close();
    throw error;
  }
}

/** Clients slower than these limits are cut off. Milliseconds. */
function createHttpServer(fetch: Gateway['fetch']): Server {
  // Keeps the adapter's default of replacing Node's Request and Response: Node's cost a third of a
  // request, and Hono makes a new one for a chunked body.
  const listener = getRequestListener(fetch);
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 65_000 },
    (request, response) => void listener(request, response),
  );
  countRequests(server);
  server.maxHeadersCount = 100;
  server.maxConnections = 4096;
  return server;
}

interface Listening {
  readonly port: number;
  readonly host: string;
  /** The option for choosing another port. */
  readonly flag: string;
}

function listen(server: Server, { port, host, flag }: Listening): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new GatewayRefusal(cannotListen(error, { port, host, flag }), { cause: error }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function cannotListen({ code }: NodeJS.ErrnoException, { port, host, flag }: Listening): Words {
  return code === 'EADDRINUSE'
    ? {
        en: `Port ${port} on ${host} is already in use: choose another one with ${flag}`,
        zh: `${host} 的端口 ${port} 已被占用：请用 ${flag} 换一个`,
      }
    : {
        en: `Cannot listen on port ${port} at ${host} (${code}): change them with --host and ${flag}`,
        zh: `无法监听 ${host} 的端口 ${port}（${code}）：请用 --host 和 ${flag} 更换`,
      };
}

const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

/**
 * Accepts no new connections; requests under way end with their answer, or when the time is up.
 * Connections without a request are closed explicitly, because Node counts one that never had a request
 * as busy.
 */
async function closed(server: Server, graceMs: number): Promise<void> {
  const ended = new Promise((resolve) => {
    server.close(resolve);
  });
  const cutAll = () => server.closeAllConnections();
  const check = setInterval(() => {
    if (underWay.get(server) === 0) cutAll();
    else server.closeIdleConnections();
  }, CHECK_EVERY_MS);
  const end = setTimeout(cutAll, graceMs);
  await ended;
  clearInterval(check);
  clearTimeout(end);
}

/** Number of requests without an answer yet. */
const underWay = new WeakMap<Server, number>();

function countRequests(server: Server): void {
  underWay.set(server, 0);
  const add = (count: number) => underWay.set(server, (underWay.get(server) ?? 0) + count);
  server.on('request', (_, response: ServerResponse) => {
    add(1);
    response.once('close', () => add(-1));
  });
}
