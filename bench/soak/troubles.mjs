import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis } from '../redis-server.mjs';
import { kill } from './child.mjs';

/**
 * What goes wrong, by name. What has no length of its own lasts until a send shows that it was met.
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
    'the sandbox killed and started again': async () => {
      relay.cut();
      await kill(sandbox.child);
      await sleep(300);
      await startSandbox();
      await relay.mend();
    },
    'Redis killed and started again': async () => {
      await kill(redis.child);
      await untilOwnCounts(ends);
      redis.child = await startRedis(redis.port);
    },
    'Redis stopped answering for a while': async () => {
      redis.child.kill('SIGSTOP');
      await untilOwnCounts(ends);
      redis.child.kill('SIGCONT');
    },
    'Aliyun hung until its endpoint was spared': async () => {
      sandbox.child.kill('SIGSTOP');
      await ends.until('refused by an open circuit', ({ circuit }) => circuit === 'open');
      sandbox.child.kill('SIGCONT');
    },
    'the pooled connections swallowed all': async () => {
      const swallowed = await relay.swallow();
      if (swallowed === 0) throw new Error('There was no connection to swallow anything.');
    },
    'the service of temporary keys lost until the last key was over': async () => {
      keys.lose();
      await ends.until('left without a key', ({ fallbackFrom }) =>
        fallbackFrom?.some((left) => left.includes('AliyunSmsCredentialsError')),
      );
      keys.find();
    },
  };
}

const untilOwnCounts = (ends) =>
  ends.until('counted in memory', ({ guardStore }) => guardStore?.includes('failed'));

/** Until a send finds everything in order again. */
export const untilCalm = (ends) =>
  ends.until(
    'accepted as it should be',
    ({ outcome, fallbackFrom, circuit, guardStore }) =>
      outcome === 'accepted' && fallbackFrom === undefined && !circuit && guardStore === 'redis',
  );
