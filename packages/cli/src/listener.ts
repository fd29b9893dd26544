import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

export interface Listener {
  readonly url: string;
  /** Answers with this app from now on; before, every request gets a 503. */
  serve(app: Hono): void;
  close(): Promise<void>;
}

/** Listens before there is an app to serve, so that the app can be built knowing its own URL. */
export async function openListener(port: number, host = '127.0.0.1'): Promise<Listener> {
  let app: Hono | undefined;
  const listener = getRequestListener(
    (request) => app?.fetch(request) ?? new Response(undefined, { status: 503 }),
  );
  const server = createServer((request, response) => void listener(request, response));
  const address = await new Promise<AddressInfo | string | null>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server.address()));
  });
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    serve(next) {
      app = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
