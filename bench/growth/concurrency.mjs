import { contest } from '../contest.mjs';
import { startProcess } from '../process.mjs';

const steps = [1, 4, 16, 64, 256, 1024];
const sends = 2000;

/** The connector against a server that answers at once: what one send costs with others beside it. */
export async function concurrencyCurve() {
  const server = await startProcess('constant-server.mjs');
  const endpoint = `http://127.0.0.1:${server.ready.port}`;
  const points = [];
  for (const concurrency of steps) {
    const conditions = { endpoint, concurrency, sends, rounds: 3 };
    const { connector } = await contest(['connector'], conditions);
    const perSecond = connector.sendsPerSecond.median;
    points.push({
      concurrency,
      cpuMicrosPerSend: Math.round(connector.cpuMicrosPerSend.median),
      sendsPerSecond: Math.round(perSecond),
      // As many are under way as there are lanes.
      meanMs: Number(((concurrency * 1000) / perSecond).toFixed(2)),
    });
  }
  await server.stop();
  return {
    title: 'The connector, by sends under way',
    x: { field: 'concurrency', label: 'sends under way →' },
    panels: [
      { field: 'sendsPerSecond', label: '↑ sends a second' },
      { field: 'cpuMicrosPerSend', label: '↑ CPU per send, µs' },
      { field: 'meanMs', label: '↑ time of a send, mean, ms' },
    ],
    points,
  };
}
