import { startProcess } from '../process.mjs';

const steps = [1000, 10_000, 100_000, 200_000];

/** The memory store: the cost of a decision by the number of remembered subjects. */
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
    title: 'The guard in memory, by remembered subjects',
    x: { field: 'subjects', label: 'subjects →' },
    panels: [
      { field: 'microsPerDecision', label: '↑ CPU per decision, µs' },
      { field: 'memoryMb', label: '↑ live memory, MB' },
      { field: 'residentMb', label: '↑ resident memory, MB' },
    ],
    points,
  };
}
