import { startProcess } from '../process.mjs';

const steps = [1000, 10_000, 100_000, 200_000];

/** The memory store: what one decision costs with so many subjects known. */
export async function guardCurve() {
  const points = [];
  for (const subjects of steps) {
    const guard = await startProcess('guard-process.mjs', { execArgv: ['--expose-gc'] });
    const { microsPerDecision, memoryMb, residentMb } = await guard.ask({
      order: 'memory',
      subjects,
    });
    await guard.stop();
    points.push({
      subjects,
      microsPerDecision: Number(microsPerDecision.toFixed(2)),
      memoryMb: Number(memoryMb.toFixed(1)),
      residentMb: Number(residentMb.toFixed(1)),
    });
  }
  return {
    title: 'The guard in memory, by subjects that are remembered',
    x: { field: 'subjects', label: 'subjects →' },
    panels: [
      { field: 'microsPerDecision', label: '↑ CPU per decision, µs' },
      { field: 'memoryMb', label: '↑ memory for them, live, MB' },
      { field: 'residentMb', label: '↑ resident, with what V8 keeps around it, MB' },
    ],
    points,
  };
}
