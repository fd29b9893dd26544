import { startProcess } from '../process.mjs';

const steps = [100, 1000, 10_000, 100_000];
const measured = 1000;
const warmUp = 10_000;
const connections = 16;

/** The sandbox: the cost of accepting a message by the number of stored messages. */
export async function sandboxCurve() {
  const sandbox = await startProcess('sandbox-process.mjs', { args: ['200000'] });
  const load = await startProcess('load.mjs');
  const { host } = new URL(sandbox.ready.url);
  const send = async (count) => {
    await load.ask({ order: 'prepare', host, count });
    return load.ask({ order: 'fire', host, connections });
  };
  // Warm-up, which belongs to no step.
  await send(warmUp);
  await fetch(`${sandbox.ready.url}/sandbox/v1/messages`, { method: 'DELETE' });
  let kept = 0;
  const points = [];
  for (const messages of steps) {
    while (kept < messages) {
      const count = Math.min(10_000, messages - kept);
      await send(count);
      kept += count;
    }
    const before = await sandbox.ask({});
    await send(measured);
    kept += measured;
    const after = await sandbox.ask({});
    points.push({
      messages,
      cpuMicrosPerSend: Math.round((after.cpuMicros - before.cpuMicros) / measured),
      memoryMb: Math.round(after.memoryBytes / 1e6),
    });
  }
  await Promise.all([load.stop(), sandbox.stop()]);
  return {
    title: 'The sandbox, by stored messages',
    x: { field: 'messages', label: 'stored messages →' },
    panels: [
      { field: 'cpuMicrosPerSend', label: '↑ CPU per accepted message, µs' },
      { field: 'memoryMb', label: '↑ memory of the process, MB' },
    ],
    points,
  };
}
