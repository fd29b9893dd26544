import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../redis-server.mjs';
import { kill } from './child.mjs';

/**
 * What goes wrong, by name. Troubles without a fixed duration last until they have affected a send.
 *
 * @param {object} world
 * @param {{ child: import('node:child_process').ChildProcess }} world.sandbox
 * @param {() => Promise<void>} world.startSandbox
 * @param {{ child: import('node:child_process').ChildProcess, port: number }} world.redis
 * @param {Awaited<ReturnType<typeof import('./relay.mjs').startRelay>>} world.relay
 * @param {Awaited<ReturnType<typeof import('./key-service.mjs').startKeyService>>} world.keys
 * @param {import('./ends.mjs').Ends} world.ends
 */
export function troublesIn({ sandbox, startSandbox, redis, relay, keys, ends }) {
  return {
    'sandbox killed and restarted': async () => {
      relay.cut();
      await kill(sandbox.child);
      await sleep(300);
      await startSandbox();
      await relay.restore();
    },
    'Redis killed and restarted': async () => {
      await kill(redis.child);
      await untilCountedInMemory(ends);
      redis.child = await startRedis(redis.port);
    },
    'Redis paused': async () => {
      redis.child.kill('SIGSTOP');
      await untilCountedInMemory(ends);
      redis.child.kill('SIGCONT');
    },
    'sandbox paused until its endpoint was skipped': async () => {
      sandbox.child.kill('SIGSTOP');
      await ends.until('refused by an open circuit', ({ circuit }) => circuit === 'open');
      sandbox.child.kill('SIGCONT');
    },
    'pooled connections went dead': async () => {
      const count = await relay.killConnections();
      if (count === 0) throw new Error('There were no pooled connections.');
    },
    'key service down until the last key expired': async () => {
      keys.goDown();
      await ends.until('left without a key', ({ fallbackFrom }) =>
        fallbackFrom?.some((left) => left.includes('AliyunSmsCredentialsError')),
      );
      keys.comeBack();
    },
  };
}

const untilCountedInMemory = (ends) =>
  ends.until('counted in memory', ({ guardStore }) => guardStore?.includes('failed'));

/** Until a send succeeds without any trouble. */
export const untilCalm = (ends) =>
  ends.until(
    'accepted normally',
    ({ outcome, fallbackFrom, circuit, guardStore }) =>
      outcome === 'accepted' && fallbackFrom === undefined && !circuit && guardStore === 'redis',
  );
