// `npm run lab`: attacks and busy days, played through the real sender on a clock of their own, without a
// guard, with fixed windows and with the recommended settings. Writes bench/results/lab.json and lab.svg.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { drawLab } from './lab/chart.mjs';
import { fixedWindows } from './lab/fixed-windows.mjs';
import { runScenario, startAliyun } from './lab/run-scenario.mjs';
import { labTable } from './lab/table.mjs';
import { PEOPLE_A_DAY, requestsOf, scenarios } from './lab/traffic.mjs';

const SEED = 20_261_128;
const sender = await loadSender();
const aliyun = await startAliyun();
const size = { peopleADay: PEOPLE_A_DAY, countries: ['CN'] };
const withoutFeed = sender.recommendedGuard({ ...size, feed: false });

const variants = {
  'no guard': () => ({}),
  'fixed windows': () => ({ guard: withoutFeed, store: fixedWindows() }),
  recommended: () => ({ guard: withoutFeed }),
  'recommended, with feed': () => ({
    guard: sender.recommendedGuard({ ...size, feed: true }),
    feed: true,
  }),
};

const rows = [];
for (const scenario of Object.keys(scenarios)) {
  const requests = requestsOf(scenario, SEED);
  for (const [variant, optionsOf] of Object.entries(variants)) {
    const options = { endpoint: aliyun.url, ...optionsOf() };
    const result = await runScenario(sender, requests, options);
    rows.push({ scenario, variant, ...result });
    console.error(`${scenario} · ${variant}: ${JSON.stringify(result)}`);
  }
}
aliyun.close();

const results = new URL('results/', import.meta.url);
writeFileSync(
  new URL('lab.json', results),
  `${JSON.stringify({ seed: SEED, peopleADay: PEOPLE_A_DAY, rows }, null, 2)}\n`,
);
writeFileSync(new URL('lab.svg', results), drawLab(rows));
console.log(labTable(rows));

/** It is bundled as the connector's build bundles it, so that the lab plays what stands in the source. */
async function loadSender() {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  await build({
    entryPoints: [fileURLToPath(new URL('../packages/sender/src/index.ts', import.meta.url))],
    outfile: join(folder, 'sender.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['aliyun-sms-source'],
    external: ['@node-rs/xxhash', '@opentelemetry/api'],
    banner: { js: "import{createRequire as c}from'node:module';const require=c(import.meta.url);" },
    logLevel: 'error',
  });
  process.env.ALIYUN_SMS_LOG = 'silent';
  return import(pathToFileURL(join(folder, 'sender.mjs')));
}
