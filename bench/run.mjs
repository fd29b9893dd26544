// `npm run bench [-- client connector sandbox guard] [-- --quick]`: measures what the project set
// itself targets for, side by side with what users would pick instead, prints a table and writes
// `bench/results/<date>.json`. Figures move from machine to machine; the ratios of one run count.
// `--quick` sends a tenth: good for seeing that it runs, not for comparing.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureClient } from './suites/client.mjs';
import { measureConnector } from './suites/connector.mjs';
import { measureGuard } from './suites/guard.mjs';
import { measureSandbox } from './suites/sandbox.mjs';

const suites = {
  client: measureClient,
  connector: measureConnector,
  sandbox: measureSandbox,
  guard: measureGuard,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const chosen = positionals.length > 0 ? positionals : Object.keys(suites);
// Above the number of processors, others were at work too: CPU times are then too high, and waits more so.
const loadBefore = loadavg()[0];
const results = {};
for (const name of chosen) {
  if (!(name in suites))
    throw new Error(`No such suite: ${name}. There are ${Object.keys(suites).join(', ')}.`);
  console.log(`\n${name}`);
  results[name] = await suites[name]({ scale: values.quick ? 0.1 : 1 });
  console.table(
    results[name].targets.map(({ what, measured, limit, met }) => ({
      'measured here': Number(measured.toPrecision(3)),
      target: limit,
      '': met ? 'met' : 'MISSED',
      what,
    })),
  );
}

const now = new Date().toISOString();
const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
const folder = new URL('results/', import.meta.url);
mkdirSync(folder, { recursive: true });
const file = new URL(`${now.slice(0, 10)}.json`, folder);
const report = { date: now, machine, loadBefore, quick: values.quick, results };
writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
console.log(`Written to bench/results/${now.slice(0, 10)}.json`);
