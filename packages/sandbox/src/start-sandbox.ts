import type { Server } from 'node:http';
import { Access, isLoopback, type AccessOptions } from './access.ts';
import { createControlApp } from './control-api/index.ts';
import { createHttpServer } from './http-server.ts';
import { openSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';

export interface StartSandboxOptions extends SandboxOptions, AccessOptions {
  /** Address to listen on. Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /** Default 4086; 0 is any free port. */
  readonly port?: number;
}

/** A sandbox with a running server. */
export interface RunningSandbox extends Sandbox {
  /** `http://127.0.0.1:4086`: the endpoint for clients; browsers get the inbox. */
  readonly url: string;
  readonly port: number;
  /** Stops the server and closes open connections; resolves when the port is free. */
  close(): Promise<void>;
}

const DEFAULT_HOST = '127.0.0.1';
export const DEFAULT_PORT = 4086;

/**
 * Starts a sandbox with a server. Rejects with Node's own error (`EADDRINUSE`, …) if it cannot listen on
 * the port, and with the errors of `createSandbox`.
 */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<RunningSandbox> {
  const { host = DEFAULT_HOST, port: requestedPort = DEFAULT_PORT } = options;
  const { sandbox, answer, restore } = openSandbox(options);
  const server = createHttpServer(answer, createControlApp(sandbox, options), new Access(options));
  await listen(server, requestedPort, host);
  let endPersisting: () => void;
  try {
    endPersisting = restore();
  } catch (error) {
    await close(server);
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : requestedPort;
  warnIfPublic(host);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    ...sandbox,
    url: `http://${shownHost}:${port}`,
    port,
    async close() {
      sandbox.clock.dropTasks();
      await close(server);
      endPersisting();
    },
  };
}

function warnIfPublic(host: string): void {
  if (!isLoopback(host)) {
    process.emitWarning(
      `The sandbox listens on ${host}: anyone who can reach this machine over the network can read every code and number in it.`,
    );
  }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
