import { connect, createServer } from 'node:net';
import { startProcess } from '../process.mjs';
import { freePort, startRedis } from '../redis-server.mjs';
import { atMost } from '../targets.mjs';

export async function measureGuard({ scale }) {
  const numbers = 1_000_000 * scale;
  const guard = await startProcess('guard-process.mjs', { execArgv: ['--expose-gc'] });
  const memory = await guard.ask({ order: 'memory', numbers });
  await guard.stop();
  const redis = await roundTrips(200);
  return {
    figures: { memory, redis },
    targets: [
      atMost(`memory store, ${numbers} numbers, µs a decision`, memory.microsPerDecision, 20),
      atMost(`memory store, ${numbers} numbers, MB for them`, memory.memoryMb, 250),
      atMost('Redis, round trips a decision', redis.roundTripsPerDecision, 1),
    ],
  };
}

/** Counts what passes between the guard and a Redis server of its own, one decision at a time. */
async function roundTrips(decisions) {
  const port = await freePort();
  const redis = await startRedis(port);
  let requests = 0;
  const counter = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    near.on('data', () => (requests += 1));
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => undefined);
  });
  await new Promise((resolve) => counter.listen(0, '127.0.0.1', resolve));
  const env = { ALIYUN_SMS_REDIS_URL: `redis://127.0.0.1:${counter.address().port}` };
  const guard = await startProcess('guard-process.mjs', { env, execArgv: ['--expose-gc'] });
  // The first one also connects.
  await guard.ask({ order: 'redis', decisions: 1 });
  requests = 0;
  await guard.ask({ order: 'redis', decisions });
  await guard.stop();
  counter.close();
  redis.kill();
  return { roundTripsPerDecision: requests / decisions };
}
