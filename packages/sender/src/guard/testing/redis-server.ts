import { createClient } from '@redis/client';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export type RedisServer = Awaited<ReturnType<typeof startRedis>>;

/** A real server on a free local port, in memory only. */
export async function startRedis(path: string, usePort?: number, more: readonly string[] = []) {
  const port = usePort ?? (await freePort());
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...more];
  const server = spawn(path, args, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  const admin = createClient({ url, socket: { reconnectStrategy: () => 20 } });
  admin.on('error', () => undefined);
  await admin.connect();
  return {
    url,
    admin,
    stop: async () => {
      admin.destroy();
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

/** Redis does not support port 0. The port is free now, and nothing else requests it by number. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

/** Repeats until there is an answer: the first may take longer than the guard waits. */
export async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
