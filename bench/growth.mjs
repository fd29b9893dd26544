// `node bench/growth.mjs [concurrency guard fleet redis sandbox]`: how the cost of one piece of work changes as there
// is more of it. Each curve is written to `bench/results/growth-<name>.json` and drawn beside it.
// CPU is that of the measured process only, so that a busy machine changes it little.
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

const wanted = process.argv.slice(2);
const folder = new URL('results/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of wanted.length > 0 ? wanted : Object.keys(curves)) {
  if (!(name in curves))
    throw new Error(`No such curve: ${name}. There are ${Object.keys(curves).join(', ')}.`);
  const curve = await curves[name]();
  const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  console.log(`\n${curve.title}`);
  console.table(curve.points);
  const result = { date: new Date().toISOString(), machine, ...curve };
  writeFileSync(new URL(`growth-${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(new URL(`growth-${name}.svg`, folder), drawCurve(curve));
}
