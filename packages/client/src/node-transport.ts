import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { ConnectionSlots } from './connection-slots.ts';
import { LONGEST_TIMER_MS, type Deadline } from './deadline.ts';
import type { Dispatch } from './dispatch.ts';
import { closeIdleConnections, endpointAt, type Endpoint } from './endpoint.ts';
import { isNetworkTrouble } from './network-trouble.ts';
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

/** Longest answer that is read; Aliyun's are below 100 KB. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Aliyun sends no interim answers (1xx); who sends more than this keeps the process busy. */
const MOST_INTERIM = 100;

/**
 * Sends over `node:http` and `node:https` on keep-alive connections that all clients of the process
 * share, at most 128 to an endpoint, through the proxy of `HTTPS_PROXY` where there is one. Redirects
 * are not followed, certificates are always checked, answers end at 1 MiB. Rejects with a
 * {@link TransportError}, always.
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
 * The same for a client's calls, which tell by their deadline when to give up, and which are refused
 * at once while the endpoint's circuit is open.
 */
export function nodeDispatch(connectTimeoutMs: number | undefined): Dispatch {
  return async (request, deadline) => {
    const endpoint = endpointOf(request);
    const { circuit } = endpoint;
    const begunAt = performance.now();
    if (!circuit.admits(begunAt)) {
      throw new TransportError({ code: 'ERR_CIRCUIT_OPEN', stage: 'connecting' });
    }
    try {
      const onCancel = (cancel: () => void) => deadline.whenOver(cancel);
      const answer = await exchange(endpoint, request, connectTimeoutMs, onCancel);
      circuit.answered(performance.now());
      return answer;
    } catch (error) {
      if (isOutage(error, deadline)) {
        circuit.failed(begunAt, performance.now());
      }
      throw error;
    }
  };
}

/** No answer within the time, or no connection. A reset later on comes from somebody who is there. */
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

/** Takes what ends the request early; it may be called at any time, also when all is over. */
type OnCancel = (cancel: () => void) => void;

async function exchange(
  endpoint: Endpoint,
  request: HttpRequest,
  connectTimeoutMs = DEFAULT_CONNECT_TIMEOUT_MS,
  onCancel: OnCancel,
): Promise<HttpResponse> {
  const { slots } = endpoint;
  if (!slots.take()) {
    await placeIn(slots, connectTimeoutMs, onCancel);
  }
  try {
    return await send(endpoint, request, connectTimeoutMs, onCancel);
  } finally {
    slots.release();
  }
}

/** A place is part of a connection: whoever waits for it as long as for a connection has sent nothing. */
function placeIn(slots: ConnectionSlots, timeoutMs: number, onCancel: OnCancel): Promise<void> {
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
        // Something on the way may swallow what the pooled connections carry: the next call, a
        // look-up perhaps, is to find out over a fresh one.
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
    // Before any socket, so certainly not sent; the message may quote the request.
    throw new TransportError({ code: codeOf(error), stage: 'connecting' });
  }
}

/**
 * Headers as the flat list that Node writes out as it is. Node checks and copies a dictionary, and then
 * "CPU per send, 32 at a time, against the floor" of `npm run bench` is missed. Length and host have to
 * be among them: Node adds them to a dictionary only.
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

/** What a request's connection tells about how far the request has come. */
interface Connection {
  /** Absent until the connection is made, TLS included. */
  socket?: Socket;
  /** Of earlier answers. */
  bytesBefore: number;
  /** When the request was written: at once, on a connection that is made. */
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
    // Also one that served before, handed over by a request that has ended: it connects no more.
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

/** What comes in place of an answer, or before it, and would be waited out. */
function refuseOtherAnswers(outgoing: http.ClientRequest, fail: (code: string) => void): void {
  // Node closes such a connection without a word.
  outgoing.on('upgrade', () => fail('ERR_UPGRADE'));
  let interim = 0;
  outgoing.on('information', () => {
    interim += 1;
    if (interim > MOST_INTERIM) fail('ERR_INTERIM_ANSWERS');
  });
}

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

function readAnswer(
  incoming: http.IncomingMessage,
  fail: (error: Error) => void,
  done: (answer: HttpResponse) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  incoming.on('data', (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > MAX_BODY_BYTES) {
      fail(new TransportError({ code: 'ERR_BODY_TOO_LARGE', stage: 'answering' }));
    }
  });
  incoming.on('error', fail);
  incoming.on('end', () => {
    done(new Answer(incoming, Buffer.concat(chunks).toString()));
  });
}

/**
 * Headers are parsed only if they are asked for, which a success never does: "CPU per send, 32 at a
 * time, against the floor" of `npm run bench` is missed otherwise.
 */
class Answer implements HttpResponse {
  readonly status: number;
  readonly body: string;
  readonly #incoming: http.IncomingMessage;

  constructor(incoming: http.IncomingMessage, body: string) {
    this.status = incoming.statusCode ?? 0;
    this.body = body;
    this.#incoming = incoming;
  }

  get headers(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.#incoming.headers).map(([name, value]) => [
        name,
        [value].flat().join(', '),
      ]),
    );
  }
}

/**
 * Only the code of a system error is taken, or the class where there is none (Deno's `NotCapable`): its
 * other fields may quote what was sent or received.
 */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const name = error instanceof Error ? error.name : undefined;
  return [code, name].find((text) => isWord(text)) ?? 'ERR_UNKNOWN';
}

function isWord(text: unknown): text is string {
  return typeof text === 'string' && /^\w{1,50}$/.test(text);
}
