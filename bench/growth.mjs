// `node bench/growth.mjs [concurrency guard fleet redis sandbox]`: measures how the cost of one operation
// changes with load. Writes each curve to `bench/results/growth-<name>.json` and draws it as `.svg`.
// CPU time is that of the measured process only, so that other load on the machine has little effect.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { drawCurve } from './growth/chart.mjs';
import { concurrencyCurve } from './growth/concurrency.mjs';
import { fleetCurve } from './growth/fleet.mjs';
import { guardCurve } from './growth/guard.mjs';
import { redisCurve } from './growth/redis.mjs';
import { sandboxCurve } from './growth/sandbox.mjs';

const curves = {
  concurrency: concurrencyCurve,
  guard: guardCurve,
  fleet: fleetCurve,
  redis: redisCurve,
  sandbox: sandboxCurve,
};

const selected = process.argv.slice(2);
const folder = new URL('results/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of selected.length > 0 ? selected : Object.keys(curves)) {
  if (!(name in curves))
    throw new Error(`Unknown curve: ${name}. Choose from ${Object.keys(curves).join(', ')}.`);
  const curve = await curves[name]();
  const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  console.log(`\n${curve.title}`);
  console.table(curve.points);
  const result = { date: new Date().toISOString(), machine, ...curve };
  writeFileSync(new URL(`growth-${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(new URL(`growth-${name}.svg`, folder), drawCurve(curve));
}
