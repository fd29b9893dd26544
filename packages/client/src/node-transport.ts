import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { Dispatch } from './call.ts';
import { LONGEST_TIMER_MS } from './deadline.ts';
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

/** Certificates are checked whatever NODE_TLS_REJECT_UNAUTHORIZED says. */
const AGENT_OPTIONS = { keepAlive: true, timeout: IDLE_MS, rejectUnauthorized: true };

interface Endpoint {
  readonly agent: http.Agent;
  readonly protocol: string;
  /** With the port, where it is not the default. */
  readonly host: string;
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
  const send = exchanging(options.connectTimeoutMs);
  return (request) =>
    send(request, (cancel) => {
      request.signal?.addEventListener('abort', cancel, { once: true });
      if (request.signal?.aborted === true) {
        cancel();
      }
    });
}

/** The same for a client's calls, which tell by their deadline when to give up. */
export function nodeDispatch(connectTimeoutMs: number | undefined): Dispatch {
  const send = exchanging(connectTimeoutMs);
  return (request, deadline) => send(request, (cancel) => deadline.whenOver(cancel));
}

/** Takes what ends the request early; it may be called at any time, also when all is over. */
type OnCancel = (cancel: () => void) => void;

function exchanging(connectTimeoutMs = DEFAULT_CONNECT_TIMEOUT_MS) {
  return (request: HttpRequest, onCancel: OnCancel): Promise<HttpResponse> => {
    const pathStart = request.url.indexOf('/', 'https://'.length);
    const origin = request.url.slice(0, pathStart);
    const endpoint = endpoints.get(origin) ?? open(origin);
    if (request.freshConnection === true) {
      closeIdleConnections(endpoint.agent);
    }
    const path = request.url.slice(pathStart);
    return exchange(endpoint, request, path, connectTimeoutMs, onCancel);
  };
}

function open(origin: string): Endpoint {
  const { protocol, host, hostname, port } = new URL(origin);
  const endpoint = {
    protocol,
    host,
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
  { method, headers, body }: HttpRequest,
  path: string,
  connectTimeoutMs: number,
  onCancel: OnCancel,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const secure = endpoint.protocol === 'https:';
    // Spreading the endpoint into them instead gives each object a shape of its own: 7 µs a send.
    const { agent, hostname, port } = endpoint;
    const flat = wireHeaders(endpoint, headers, body);
    const options = { agent, host: hostname, port, method, path, headers: flat };
    const outgoing = (secure ? https : http).request(options);
    let settled = false;
    const fail = (code: string) => {
      if (!settled) {
        settled = true;
        const stage = stageOf(connection);
        reject(new TransportError({ code, stage, reusedSocket: outgoing.reusedSocket }));
        outgoing.destroy();
      }
    };
    const connection = watch(outgoing, secure, connectTimeoutMs, fail);
    outgoing.on('error', (error) => fail(codeOf(error)));
    outgoing.on('response', (incoming) => {
      readAnswer(incoming, fail, (answer) => {
        settled = true;
        resolve(answer);
      });
    });
    outgoing.end(body);
    onCancel(() => fail('ABORT_ERR'));
  });
}

/**
 * Headers in the flat form that Node writes out as it is. Length and host have to be among them: Node
 * adds them to a dictionary only.
 */
function wireHeaders(
  endpoint: Endpoint,
  headers: HttpRequest['headers'],
  body: string | undefined,
): string[] {
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  const flat = ['content-length', String(length)];
  if (headers['host'] === undefined) {
    flat.push('host', endpoint.host);
  }
  for (const name in headers) {
    flat.push(name, headers[name] ?? '');
  }
  return flat;
}

/** What a request's connection tells about how far the request has come. */
interface Connection {
  /** Absent until the connection is made, TLS included. */
  socket?: Socket;
  /** Of earlier answers. */
  bytesBefore: number;
}

function watch(
  outgoing: http.ClientRequest,
  secure: boolean,
  connectTimeoutMs: number,
  fail: (code: string) => void,
): Connection {
  const connection: Connection = { bytesBefore: 0 };
  const connected = (socket: Socket) => {
    connection.socket = socket;
    connection.bytesBefore = socket.bytesRead;
  };
  if (outgoing.reusedSocket) {
    outgoing.on('socket', connected);
    return connection;
  }
  const timer = setTimeout(() => fail('ETIMEDOUT'), Math.min(connectTimeoutMs, LONGEST_TIMER_MS));
  outgoing.on('close', () => clearTimeout(timer));
  outgoing.on('socket', (socket) => {
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      connected(socket);
    });
  });
  return connection;
}

function stageOf({ socket, bytesBefore }: Connection): TransportStage {
  if (socket === undefined) {
    return 'connecting';
  }
  return socket.bytesRead > bytesBefore ? 'answering' : 'waiting';
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
    const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    done(new Answer(incoming, body?.toString() ?? ''));
  });
}

/**
 * Headers are put together only if asked for. A class, because a getter in an object literal gives each
 * object a shape of its own, which cost a quarter of a send.
 */
class Answer implements HttpResponse {
  readonly #incoming: http.IncomingMessage;
  readonly status: number;
  readonly body: string;

  constructor(incoming: http.IncomingMessage, body: string) {
    this.#incoming = incoming;
    this.status = incoming.statusCode ?? 0;
    this.body = body;
  }

  get headers(): Record<string, string> {
    return joinedHeaders(this.#incoming.headers);
  }
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
