import { connect, createServer } from 'node:net';
import { startProcess } from '../process.mjs';
import { freePort, startRedis } from '../redis-server.mjs';
import { atMost } from '../targets.mjs';

export async function measureGuard({ scale }) {
  const subjects = 200_000 * scale;
  const guard = await startProcess('guard-process.mjs', { execArgv: ['--expose-gc'] });
  const memory = await guard.ask({ order: 'memory', subjects });
  await guard.stop();
  const redis = {
    roundTripsPerDecision: await roundTrips(200, 'decide'),
    roundTripsPerSettlement: await roundTrips(200, 'settle'),
  };
  return {
    figures: { memory, redis },
    targets: [
      atMost(`memory store, ${subjects} subjects, µs per decision`, memory.microsPerDecision, 30),
      atMost(`memory store, ${subjects} subjects, live memory, MB`, memory.memoryMb, 128),
      atMost(`memory store, ${subjects} subjects, resident memory, MB`, memory.residentMb, 128),
      atMost('Redis, round trips per decision', redis.roundTripsPerDecision, 1),
      atMost('Redis, round trips per settlement', redis.roundTripsPerSettlement, 1),
    ],
  };
}

/** Counts the round trips between the guard and a Redis server, one operation at a time. */
async function roundTrips(times, what) {
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
  // The first operation also connects.
  await guard.ask({ order: 'redis', what, times: 1 });
  requests = 0;
  await guard.ask({ order: 'redis', what, times });
  await guard.stop();
  counter.close();
  redis.kill();
  return requests / times;
}
