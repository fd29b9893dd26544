import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { ConnectionSlots } from './connection-slots.ts';
import { LONGEST_TIMER_MS, type Deadline } from './deadline.ts';
import type { Dispatch } from './dispatch.ts';
import { closeIdleConnections, endpointAt, type Endpoint } from './endpoint.ts';
import { isNetworkTrouble } from './network-trouble.ts';
import { readAnswer, refuseOtherAnswers } from './read-answer.ts';
import {
  TransportError,
  type HttpRequest,
  type HttpResponse,
  type Transport,
} from './transport.ts';

export interface NodeTransportOptions {
  /** Longest wait for a connection, TLS handshake included. Milliseconds; default 2000. */
  readonly connectTimeoutMs?: number | undefined;
}

const DEFAULT_CONNECT_TIMEOUT_MS = 2000;

/**
 * Sends over `node:http` and `node:https` on keep-alive connections that all clients of the process
 * share, at most 128 per endpoint, through the proxy of `HTTPS_PROXY` if there is one. Redirects are
 * not followed, certificates are always checked, answers are limited to 1 MiB. Rejects only with a
 * {@link TransportError}.
 */
export function createNodeTransport(options: NodeTransportOptions = {}): Transport {
  return async (request) =>
    exchange(endpointOf(request), request, options.connectTimeoutMs, (cancel) => {
      request.signal?.addEventListener('abort', cancel, { once: true });
      if (request.signal?.aborted === true) {
        cancel();
      }
    });
}

/**
 * The same for a client's calls, which end with their deadline and are refused at once while the
 * endpoint's circuit is open.
 */
export function nodeDispatch(connectTimeoutMs: number | undefined): Dispatch {
  return async (request, deadline) => {
    const endpoint = endpointOf(request);
    const { circuit } = endpoint;
    const startedAt = performance.now();
    if (!circuit.admits(startedAt)) {
      const cause = circuit.lastFailure;
      throw new TransportError({ code: 'ERR_CIRCUIT_OPEN', stage: 'connecting', cause });
    }
    try {
      const onCancel = (cancel: () => void) => deadline.whenOver(cancel);
      const answer = await exchange(endpoint, request, connectTimeoutMs, onCancel);
      circuit.answered(performance.now());
      return answer;
    } catch (error) {
      if (isOutage(error, deadline)) {
        circuit.failed(startedAt, performance.now(), deadline.over ? undefined : error);
      }
      throw error;
    }
  };
}

/** No answer in time, or no connection. A later reset shows that the endpoint is reachable. */
function isOutage(error: unknown, deadline: Deadline): boolean {
  if (deadline.over) {
    return !deadline.cancelled;
  }
  const failure = error instanceof TransportError ? error : undefined;
  return failure?.stage === 'connecting' && isNetworkTrouble(failure.code);
}

function endpointOf({ url }: HttpRequest): Endpoint {
  return endpointAt(url.slice(0, pathStart(url)));
}

function pathStart(url: string): number {
  return url.indexOf('/', 'https://'.length);
}

/** Receives the function that ends the request early; it may be called at any time, even afterwards. */
type OnCancel = (cancel: () => void) => void;

async function exchange(
  endpoint: Endpoint,
  request: HttpRequest,
  connectTimeoutMs = DEFAULT_CONNECT_TIMEOUT_MS,
  onCancel: OnCancel,
): Promise<HttpResponse> {
  const { slots } = endpoint;
  if (!slots.take()) {
    await waitForSlot(slots, connectTimeoutMs, onCancel);
  }
  try {
    return await send(endpoint, request, connectTimeoutMs, onCancel);
  } finally {
    slots.release();
  }
}

/** Waiting for a slot counts as connecting: its limit is the same, and nothing was sent if it fails. */
function waitForSlot(slots: ConnectionSlots, timeoutMs: number, onCancel: OnCancel): Promise<void> {
  return new Promise((resolve, reject) => {
    const start = () => {
      clearTimeout(timer);
      resolve();
    };
    const giveUp = (code: string) => {
      clearTimeout(timer);
      slots.leave(start);
      reject(new TransportError({ code, stage: 'connecting' }));
    };
    const timer = setTimeout(giveUp, Math.min(timeoutMs, LONGEST_TIMER_MS), 'ERR_QUEUE_TIMEOUT');
    if (slots.wait(start)) {
      onCancel(() => giveUp('ABORT_ERR'));
    } else {
      giveUp('ERR_QUEUE_FULL');
    }
  });
}

function send(
  endpoint: Endpoint,
  request: HttpRequest,
  connectTimeoutMs: number,
  onCancel: OnCancel,
): Promise<HttpResponse> {
  if (request.freshConnection === true) {
    closeIdleConnections(endpoint);
  }
  return new Promise((resolve, reject) => {
    const { secure } = endpoint;
    const outgoing = requestTo(endpoint, request);
    let settled = false;
    const fail = (error: Error) => {
      if (!settled) {
        settled = true;
        reject(failureOf(error, connection, outgoing.reusedSocket));
        outgoing.destroy();
      }
    };
    const failWith = (code: string) => fail(new TransportError({ code, stage: 'connecting' }));
    const connection = watch(outgoing, secure, connectTimeoutMs, failWith);
    outgoing.on('error', fail);
    refuseOtherAnswers(outgoing, failWith);
    outgoing.on('response', (incoming) => {
      readAnswer(incoming, fail, (answer) => {
        settled = true;
        resolve(answer);
      });
    });
    outgoing.end(request.body);
    onCancel(() => {
      if (settled) {
        return;
      }
      failWith('ABORT_ERR');
      if (outgoing.reusedSocket) {
        // The pooled connections may be dead without a reset: the next call, perhaps a look-up,
        // should use a fresh one.
        closeIdleConnections(endpoint);
      }
    });
  });
}

function requestTo(endpoint: Endpoint, request: HttpRequest): http.ClientRequest {
  const { agent, hostname: host, port, secure } = endpoint;
  const { method, url, headers, body } = request;
  const path = url.slice(pathStart(url));
  const flat = wireHeaders(endpoint, headers, body);
  try {
    return (secure ? https : http).request({ agent, host, port, method, path, headers: flat });
  } catch (error) {
    // Thrown before there is a socket, so certainly not sent; its message may quote the request.
    throw new TransportError({ code: codeOf(error), stage: 'connecting' });
  }
}

/**
 * Headers as a flat list, which Node writes unchanged. It would check and copy an object, and then
 * "CPU per send, 32 at a time, against the floor" of `npm run bench` is missed. The list must have
 * length and host, because Node adds those only to an object.
 */
function wireHeaders(
  { host }: Endpoint,
  headers: HttpRequest['headers'],
  body: string | undefined,
): string[] {
  const flat = ['content-length', String(body === undefined ? 0 : Buffer.byteLength(body))];
  if (headers['host'] === undefined) {
    flat.push('host', host);
  }
  for (const name in headers) {
    flat.push(name, headers[name] ?? '');
  }
  return flat;
}

/** What a request's connection shows about how far the request got. */
interface Connection {
  /** Absent until connected, TLS included. */
  socket?: Socket;
  /** Bytes read for earlier answers. */
  bytesBefore: number;
  /** When the request was written, which is as soon as the connection is made. */
  writtenAt: number;
}

function watch(
  outgoing: http.ClientRequest,
  secure: boolean,
  connectTimeoutMs: number,
  fail: (code: string) => void,
): Connection {
  const connection: Connection = { bytesBefore: 0, writtenAt: 0 };
  const connected = (socket: Socket) => {
    connection.socket = socket;
    connection.bytesBefore = socket.bytesRead;
    connection.writtenAt = performance.now();
  };
  const timer = setTimeout(() => fail('ETIMEDOUT'), Math.min(connectTimeoutMs, LONGEST_TIMER_MS));
  outgoing.on('close', () => clearTimeout(timer));
  outgoing.on('socket', (socket) => {
    // A reused socket, perhaps handed over by a request that has just ended, is already connected.
    if (!isConnecting(socket)) {
      clearTimeout(timer);
      connected(socket);
      return;
    }
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      connected(socket);
    });
  });
  return connection;
}

const isConnecting = (socket: Socket): boolean =>
  socket.connecting || ('secureConnecting' in socket && socket.secureConnecting === true);

function failureOf(
  error: Error,
  { socket, bytesBefore, writtenAt }: Connection,
  reusedSocket: boolean,
): TransportError {
  const code = codeOf(error);
  if (socket === undefined) {
    const proxy = error instanceof TransportError ? error.proxy : undefined;
    return new TransportError({ code, stage: 'connecting', proxy });
  }
  const stage = socket.bytesRead > bytesBefore ? 'answering' : 'waiting';
  const sinceWrittenMs = performance.now() - writtenAt;
  return new TransportError({ code, stage, reusedSocket, sinceWrittenMs });
}

/**
 * The code of a system error, or its class if it has none (Deno's `NotCapable`). Nothing else of it is
 * used: other fields may quote what was sent or received.
 */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const name = error instanceof Error ? error.name : undefined;
  return [code, name].find((text) => isWord(text)) ?? 'ERR_UNKNOWN';
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && /^\w{1,50}$/.test(text);
}
