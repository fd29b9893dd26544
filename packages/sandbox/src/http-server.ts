import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { HttpResponse } from 'aliyun-sms-client';
import type { ControlApp } from './control-api/index.ts';
import type { Handle } from './app.ts';

/** Longest body that is read. */
const MAX_BODY_BYTES = 1024 * 1024;
/** Times in milliseconds. */
export interface ServerLimits {
  readonly maxHeaderBytes: number;
  /** Further ones are ignored. */
  readonly maxHeaders: number;
  /** Further ones are closed at once. */
  readonly maxConnections: number;
  /** A client that sends its headers, or all of its request, slower than this is cut off. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often slow clients are looked for. */
  readonly checkEvery: number;
}

const LIMITS: ServerLimits = {
  // Room for a thousand numbers and their parameters in a query.
  maxHeaderBytes: 64 * 1024,
  maxHeaders: 100,
  maxConnections: 4096,
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  checkEvery: 2000,
};
const KEEP_ALIVE_MS = 65_000;

/** The sandbox's own addresses; all others are Aliyun's. */
const CONTROL_PATH = /^\/(?:sandbox|inbox|healthz|metrics)(?:[/?]|$)/;

/** One server for both sides. Not listening yet. */
export function createHttpServer(
  handle: Handle,
  controlApp: ControlApp,
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
      } else {
        serve(handle, request, response);
      }
    },
  );
  server.maxHeadersCount = limits.maxHeaders;
  server.maxConnections = limits.maxConnections;
  return server;
}

/** A browser that opens `/` means the inbox: it asks for HTML, no client of Aliyun does. */
function isForControl({ method, url = '/', headers }: IncomingMessage): boolean {
  const opensInbox =
    url === '/' && method === 'GET' && headers.accept?.includes('text/html') === true;
  return opensInbox || CONTROL_PATH.test(url);
}

function serve(handle: Handle, request: IncomingMessage, response: ServerResponse): void {
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
      void answer(handle, request, response, chunks);
    }
  });
  request.on('error', () => response.destroy());
}

async function answer(
  handle: Handle,
  request: IncomingMessage,
  response: ServerResponse,
  chunks: readonly Buffer[],
): Promise<void> {
  try {
    const { status, headers, body } = await handle({
      method: request.method ?? '',
      url: request.url ?? '/',
      headers: flatHeaders(request),
      // Made for those who ask, which only faults do.
      get signal() {
        return closeSignal(response);
      },
      ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
    });
    write(response, { status, headers, body });
  } catch {
    // A fault that cuts the connection; nothing else rejects.
    request.socket.resetAndDestroy();
  }
}

/** Aborts when the connection is gone. */
function closeSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return gone.signal;
}

function write(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** Unverified: Aliyun's answer to a body that is too large. The connection ends with it. */
function refuseBody(response: ServerResponse): void {
  const body = JSON.stringify({
    Code: 'RequestEntityTooLarge',
    Message: 'The request body is larger than 1 MiB.',
  });
  write(response, {
    status: 413,
    headers: { 'content-type': 'application/json;charset=utf-8', connection: 'close' },
    body,
  });
}

/** Node joins repeated headers with a comma, but for the few that it lists; none is signed. */
function flatHeaders({ headers }: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) {
      flat[name] = typeof value === 'string' ? value : value.join(',');
    }
  }
  return flat;
}
