import { startProcess } from '../process.mjs';

const steps = [1000, 10_000, 100_000, 1_000_000];

/** The memory store: what one decision costs with so many numbers known. */
export async function guardCurve() {
  const points = [];
  for (const numbers of steps) {
    const guard = await startProcess('guard-process.mjs', { execArgv: ['--expose-gc'] });
    const { microsPerDecision, memoryMb } = await guard.ask({ order: 'memory', numbers });
    await guard.stop();
    points.push({
      numbers,
      microsPerDecision: Number(microsPerDecision.toFixed(2)),
      memoryMb: Number(memoryMb.toFixed(1)),
    });
  }
  return {
    title: 'The guard in memory, by numbers that were seen',
    x: { field: 'numbers', label: 'numbers →' },
    panels: [
      { field: 'microsPerDecision', label: '↑ CPU per decision, µs' },
      { field: 'memoryMb', label: '↑ memory for them, MB' },
    ],
    points,
  };
}
