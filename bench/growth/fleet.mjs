import { spread } from '../contest.mjs';
import { startProcess } from '../process.mjs';
import { freePort, redisCpuMicros, startRedis } from '../redis-server.mjs';

const steps = [1, 2, 4, 8];
// About 100 sends per second and process, so that the cost grows and not the queue for a processor.
const pace = { sends: 1000, concurrency: 4, everyMs: 40 };
const warmUp = { sends: 1000, concurrency: 4 };

/** Several connector processes whose guards share one Redis. */
export async function fleetCurve() {
  const port = await freePort();
  const redis = await startRedis(port);
  const server = await startProcess('constant-server.mjs');
  const endpoint = `http://127.0.0.1:${server.ready.port}`;
  const points = [];
  for (const processes of steps) {
    const senders = await Promise.all(
      Array.from({ length: processes }, () =>
        startProcess('sender.mjs', {
          args: ['guarded-connector', endpoint],
          env: { ALIYUN_SMS_REDIS_URL: `redis://127.0.0.1:${port}` },
        }),
      ),
    );
    await Promise.all(senders.map((sender) => sender.ask(warmUp)));
    const before = await redisCpuMicros(port);
    const results = await Promise.all(senders.map((sender) => sender.ask(pace)));
    const after = await redisCpuMicros(port);
    await Promise.all(senders.map((sender) => sender.stop()));
    const latencies = results.flatMap((result) => result.latencies).toSorted((a, b) => a - b);
    const sends = pace.sends * processes;
    points.push({
      processes,
      sendsPerSecond: Math.round(total(results.map((result) => result.sendsPerSecond))),
      cpuMicrosPerSend: Math.round(spread(results.map((result) => result.cpuMicrosPerSend)).median),
      redisMicrosPerSend: Math.round((after - before) / sends),
      medianMs: Number(spread(latencies).median.toFixed(2)),
      p99Ms: Number(latencies[Math.floor(sends * 0.99)].toFixed(2)),
    });
  }
  await server.stop();
  redis.kill();
  return {
    title: 'Connector processes whose guards share one Redis, about 100 sends per second each',
    x: { field: 'processes', label: 'processes →' },
    panels: [
      { field: 'sendsPerSecond', label: '↑ sends per second, total' },
      { field: 'cpuMicrosPerSend', label: '↑ CPU per send, connector process, µs' },
      { field: 'redisMicrosPerSend', label: '↑ CPU per send, Redis, µs' },
      { field: 'p99Ms', label: '↑ time per send, 99th percentile, ms' },
    ],
    points,
  };
}

function total(values) {
  return values.reduce((sum, value) => sum + value, 0);
}
