// `npm run bench [-- client connector sandbox guard gateway cli] [-- --quick]`: measures everything that
// has a target, side by side with what users would choose instead, and prints a table. Figures differ
// between machines; compare the ratios within a run. A full run writes `bench/results/<date>.json` and
// renews the chart and the table of docs/performance.md. Single suites, or `--quick` (a tenth of the
// sends, only to see that it runs), write `partial.json`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { publish } from './report.mjs';
import { measureCli } from './suites/cli.mjs';
import { measureClient } from './suites/client.mjs';
import { measureConnector } from './suites/connector.mjs';
import { measureGateway } from './suites/gateway.mjs';
import { measureGuard } from './suites/guard.mjs';
import { measureSandbox } from './suites/sandbox.mjs';

const suites = {
  client: measureClient,
  connector: measureConnector,
  sandbox: measureSandbox,
  guard: measureGuard,
  gateway: measureGateway,
  cli: measureCli,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const selected = positionals.length > 0 ? positionals : Object.keys(suites);
// If higher than the number of processors, CPU times are too high, and waiting times even more so.
const loadBefore = loadavg()[0];
const results = {};
for (const name of selected) {
  if (!(name in suites))
    throw new Error(`Unknown suite: ${name}. Choose from ${Object.keys(suites).join(', ')}.`);
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
const isFull = !values.quick && selected.length === Object.keys(suites).length;
const report = { date: now, machine, loadBefore, quick: values.quick, results };
if (isFull) {
  const name = now.slice(0, 10);
  for (const file of readdirSync(folder)) {
    if (/^\d{4}-\d{2}-\d{2}\./.test(file)) rmSync(new URL(file, folder));
  }
  write(`${name}.json`);
  publish(report, `${name}.svg`);
  console.log('docs/performance.md shows these figures.');
} else {
  write('partial.json');
}

function write(file) {
  writeFileSync(new URL(file, folder), `${JSON.stringify(report, null, 2)}\n`);
  console.log(`Written to bench/results/${file}`);
}
