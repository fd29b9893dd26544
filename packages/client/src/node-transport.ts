import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { proxyFor } from './proxy.ts';
import { TunnelAgent } from './tunnel-agent.ts';
import {
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type Transport,
  type TransportStage,
} from './transport.ts';

export interface NodeTransportOptions {
  /** Longest wait for a connection, TLS handshake included. Milliseconds; default 2000. */
  readonly connectTimeoutMs?: number | undefined;
}

const DEFAULT_CONNECT_TIMEOUT_MS = 2000;

/** Longest answer that is read; Aliyun's are below 100 KB. */
const MAX_BODY_BYTES = 1024 * 1024;

/** An idle connection is closed after this: a router on the way may have forgotten it by then. */
const IDLE_MS = 30_000;

const AGENT_OPTIONS = { keepAlive: true, timeout: IDLE_MS };

interface Endpoint {
  readonly agent: http.Agent;
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}

/** By origin. At module level because Logto makes a new connector, and so a new client, for each send. */
const endpoints = new Map<string, Endpoint>();

/**
 * Sends over `node:http` and `node:https` on keep-alive connections that all clients of the process
 * share, through the proxy of `HTTPS_PROXY` where there is one. Redirects are not followed,
 * certificates are always checked, answers end at 1 MiB. Rejects with a {@link TransportError},
 * always.
 */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  const connectTimeoutMs = options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS;
  return (request) => {
    const pathStart = request.url.indexOf('/', 'https://'.length);
    const origin = request.url.slice(0, pathStart);
    const path = request.url.slice(pathStart);
    return exchange(endpoints.get(origin) ?? open(origin), request, path, connectTimeoutMs);
  };
}

function open(origin: string): Endpoint {
  const { protocol, hostname, port } = new URL(origin);
  const endpoint = {
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    agent: agentFor(origin, protocol),
  };
  endpoints.set(origin, endpoint);
  return endpoint;
}

function agentFor(origin: string, protocol: string): http.Agent {
  const proxy = proxyFor(origin, process.env);
  if (proxy !== undefined) {
    return new TunnelAgent(proxy, AGENT_OPTIONS);
  }
  return protocol === 'https:' ? new https.Agent(AGENT_OPTIONS) : new http.Agent(AGENT_OPTIONS);
}

function closeIdleConnections(agent: http.Agent): void {
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) {
      socket.destroy();
    }
  }
}

function exchange(
  endpoint: Endpoint,
  request: HttpRequest,
  path: string,
  connectTimeoutMs: number,
): Promise<HttpResponse> {
  const secure = endpoint.protocol === 'https:';
  const { method, headers, signal, body } = request;
  if (request.freshConnection === true) {
    closeIdleConnections(endpoint.agent);
  }
  return new Promise((resolve, reject) => {
    const options = { ...endpoint, method, path, headers };
    const outgoing = (secure ? https : http).request(options);
    const connectTimer = setTimeout(() => fail('ETIMEDOUT'), connectTimeoutMs);
    const stage = watch(outgoing, secure, () => clearTimeout(connectTimer));
    const cancel = () => fail('ABORT_ERR');
    const settle = () => {
      clearTimeout(connectTimer);
      signal?.removeEventListener('abort', cancel);
    };
    const fail = (code: string) => {
      settle();
      reject(new TransportError({ code, stage: stage(), reusedSocket: outgoing.reusedSocket }));
      outgoing.destroy();
    };
    outgoing.on('error', (error) => fail(codeOf(error)));
    outgoing.on('response', (incoming) => {
      readAnswer(incoming, fail, (answer) => {
        settle();
        resolve(answer);
      });
    });
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted === true) {
      cancel();
    } else {
      outgoing.end(body);
    }
  });
}

/** Follows a request's connection; the result tells how far the request has come. */
function watch(
  outgoing: http.ClientRequest,
  secure: boolean,
  onConnected: () => void,
): () => TransportStage {
  let connection: Socket | undefined;
  let bytesOfEarlierAnswers = 0;
  const connected = (socket: Socket) => {
    connection = socket;
    bytesOfEarlierAnswers = socket.bytesRead;
    onConnected();
  };
  outgoing.once('socket', (socket) => {
    if (outgoing.reusedSocket) {
      connected(socket);
    } else {
      socket.once(secure ? 'secureConnect' : 'connect', () => connected(socket));
    }
  });
  return () => {
    if (connection === undefined) {
      return 'connecting';
    }
    return connection.bytesRead > bytesOfEarlierAnswers ? 'answering' : 'waiting';
  };
}

function readAnswer(
  incoming: http.IncomingMessage,
  fail: (code: string) => void,
  done: (answer: HttpResponse) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > MAX_BODY_BYTES) {
      fail('ERR_BODY_TOO_LARGE');
    }
  });
  incoming.on('error', (error) => fail(codeOf(error)));
  incoming.on('end', () => {
    done({
      status: incoming.statusCode ?? 0,
      headers: joinedHeaders(incoming.headers),
      body: Buffer.concat(chunks).toString(),
    });
  });
}

function joinedHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    joined[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  }
  return joined;
}

/** Only the code of a system error is taken: its other fields may quote what was received. */
function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'ERR_UNKNOWN';
}
