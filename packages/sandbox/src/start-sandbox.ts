import type { Server } from 'node:http';
import { Access, type AccessOptions } from './access.ts';
import { createControlApp } from './control-api/index.ts';
import { createHttpServer } from './http-server.ts';
import { openSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';

export interface StartSandboxOptions extends SandboxOptions, AccessOptions {
  /** Default `127.0.0.1`: this machine only. */
  readonly host?: string;
  /** Default 4086; 0 is any free port. */
  readonly port?: number;
}

/** A sandbox that listens. */
export interface RunningSandbox extends Sandbox {
  /** `http://127.0.0.1:4086`: the endpoint for clients, the inbox for browsers. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and cuts open connections; resolves when the port is free. */
  close(): Promise<void>;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 4086;

/** Rejects with Node's own error (`EADDRINUSE`, …) where the port cannot be had. */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<RunningSandbox> {
  const { host = DEFAULT_HOST, port: wanted = DEFAULT_PORT } = options;
  const { sandbox, answer, restore } = openSandbox(options);
  const server = createHttpServer(answer, createControlApp(sandbox, options), new Access(options));
  await listen(server, wanted, host);
  let endKeeping: () => void;
  try {
    endKeeping = restore();
  } catch (error) {
    await close(server);
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : wanted;
  warnOfNetwork(host);
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    ...sandbox,
    url: `http://${shownHost}:${port}`,
    port,
    async close() {
      sandbox.clock.dropTasks();
      await close(server);
      endKeeping();
    },
  };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1)$/;

function warnOfNetwork(host: string): void {
  if (!LOOPBACK.test(host)) {
    process.emitWarning(
      `The sandbox listens at ${host}: whoever reaches this machine over the network can read every code and number in it.`,
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
