import { contest } from '../contest.mjs';
import { startProcess } from '../process.mjs';

const steps = [1, 4, 16, 64, 256, 1024];
const sends = 2000;

/** The connector with a server that answers immediately: the cost of a send by concurrent sends. */
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
      // By Little's law.
      meanMs: Number(((concurrency * 1000) / perSecond).toFixed(2)),
    });
  }
  await server.stop();
  return {
    title: 'The connector, by concurrent sends',
    x: { field: 'concurrency', label: 'concurrent sends →' },
    panels: [
      { field: 'sendsPerSecond', label: '↑ sends per second' },
      { field: 'cpuMicrosPerSend', label: '↑ CPU per send, µs' },
      { field: 'meanMs', label: '↑ mean time per send, ms' },
    ],
    points,
  };
}
