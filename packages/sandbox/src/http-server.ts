import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { HttpResponse } from 'aliyun-sms-client';
import type { Access, Caller } from './access.ts';
import type { ControlApp } from './control-api/index.ts';
import type { Answer } from './app.ts';
import { BODY_TOO_LARGE, MAX_BODY_BYTES } from './body-limit.ts';
import type { SandboxRequest } from './wire/wire-request.ts';

/** Times in milliseconds. */
export interface ServerLimits {
  readonly maxHeaderBytes: number;
  /** Excess headers are ignored. */
  readonly maxHeaders: number;
  /** Excess connections are closed immediately. */
  readonly maxConnections: number;
  /** Clients that take longer to send their headers, or the whole request, are disconnected. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often these limits are checked. */
  readonly checkEvery: number;
}

const LIMITS: ServerLimits = {
  // Enough for a thousand numbers and their parameters in a query.
  maxHeaderBytes: 64 * 1024,
  maxHeaders: 100,
  maxConnections: 4096,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  checkEvery: 2000,
};
const KEEP_ALIVE_MS = 65_000;

/** The sandbox's own paths; all others belong to the Aliyun side. */
const CONTROL_PATH = /^\/(?:sandbox|inbox|healthz|metrics)(?:[/?]|$)/;

/** One server for both sides. Not listening yet. */
export function createHttpServer(
  answer: Answer,
  controlApp: ControlApp,
  access: Access,
  limits: ServerLimits = LIMITS,
): Server {
  const control = getRequestListener((request) => controlApp.fetch(request), {
    overrideGlobalObjects: false,
  });
  const server = createServer(
    {
      maxHeaderSize: limits.maxHeaderBytes,
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      connectionsCheckingInterval: limits.checkEvery,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      if (isForControl(request)) {
        void control(request, response);
      } else if (isAllowed(access, request, response)) {
        serve(answer, request, response);
      }
    },
  );
  server.maxHeadersCount = limits.maxHeaders;
  server.maxConnections = limits.maxConnections;
  return server;
}

/** A browser that opens `/` wants the inbox. Only browsers accept HTML, Aliyun clients do not. */
function isForControl({ method, url = '/', headers }: IncomingMessage): boolean {
  const opensInbox =
    url === '/' && method === 'GET' && headers.accept?.includes('text/html') === true;
  return opensInbox || CONTROL_PATH.test(url);
}

/** Answers refused callers itself, and sets CORS headers for pages of allowed origins. */
function isAllowed(access: Access, request: IncomingMessage, response: ServerResponse): boolean {
  const caller = callerOf(request);
  const refusal = access.aliyunRefusal(caller);
  if (refusal !== undefined) {
    request.resume();
    write(response, { status: 403, headers: JSON_ANSWER, body: refusalBody('Forbidden', refusal) });
    return false;
  }
  const shared = access.sharedWith(caller.origin);
  if (shared !== undefined) {
    response.setHeader('access-control-allow-origin', shared);
    response.setHeader('access-control-expose-headers', 'x-acs-request-id');
    response.setHeader('access-control-allow-methods', 'GET, POST');
    response.setHeader(
      'access-control-allow-headers',
      request.headers['access-control-request-headers'] ?? 'content-type',
    );
    response.setHeader('vary', 'origin');
  }
  return true;
}

function callerOf({ method = '', headers }: IncomingMessage): Caller {
  return {
    method,
    host: headers.host,
    origin: headers.origin,
    fetchSite: header(headers, 'sec-fetch-site'),
    fetchDest: header(headers, 'sec-fetch-dest'),
  };
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}

function serve(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (!hasBody(request)) {
    respond(answer, request, response, '');
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) {
      chunks.push(chunk);
    } else if (!response.headersSent) {
      refuseBody(response);
    }
  });
  request.on('end', () => {
    if (size <= MAX_BODY_BYTES) {
      respond(answer, request, response, Buffer.concat(chunks));
    }
  });
  request.on('error', () => response.destroy());
}

/** Most calls have none, and waiting for the end of an empty body costs as much as checking a signature. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function respond(
  answer: Answer,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | string,
): void {
  try {
    const answered = answer(new ReceivedRequest(request, response, body));
    if (answered instanceof Promise) {
      answered.then(
        (late) => write(response, late),
        () => cut(request),
      );
    } else {
      write(response, answered);
    }
  } catch {
    cut(request);
  }
}

/** Resets the connection for a fault; nothing else throws or rejects. */
function cut({ socket }: IncomingMessage): void {
  socket.resetAndDestroy();
}

class ReceivedRequest implements SandboxRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse, body: Buffer | string) {
    this.method = request.method ?? '';
    this.url = request.url ?? '/';
    this.headers = flatHeaders(request.headers);
    this.body = body;
    this.#response = response;
  }

  /** Aborts when the connection closes. Created on demand, because only faults use it. */
  get signal(): AbortSignal {
    const gone = new AbortController();
    this.#response.on('close', () => gone.abort());
    return gone.signal;
  }
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  // Not cached: some of these answers contain codes and numbers.
  const lines = ['content-length', String(Buffer.byteLength(body)), 'cache-control', 'no-store'];
  for (const name in headers) {
    lines.push(name, headers[name] ?? '');
  }
  response.writeHead(status, lines);
  response.end(body);
}

/** Unverified: Aliyun's answer to a body that is too large. Closes the connection. */
function refuseBody(response: ServerResponse): void {
  write(response, {
    status: 413,
    headers: { ...JSON_ANSWER, connection: 'close' },
    body: refusalBody('RequestEntityTooLarge', BODY_TOO_LARGE),
  });
}

const JSON_ANSWER = { 'content-type': 'application/json;charset=utf-8' };

/** In Aliyun's format, because Aliyun clients show it. */
function refusalBody(code: string, message: string): string {
  return JSON.stringify({ Code: code, Message: message });
}

/** Node joins repeated headers with a comma, except `set-cookie`, which is not signed. */
function flatHeaders(headers: IncomingHttpHeaders): Readonly<Record<string, string>> {
  return isFlat(headers)
    ? headers
    : Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function isFlat(headers: IncomingHttpHeaders): headers is Record<string, string> {
  return headers['set-cookie'] === undefined;
}
