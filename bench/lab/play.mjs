// Plays all days of one seed, with `besides` what the recommended settings are compared with too, and writes what came of them to the standard output, as JSON.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { fixedWindows } from './fixed-windows.mjs';
import { runScenario, startAliyun } from './run-scenario.mjs';
import { assumptions, dayOf, FUSE, PEOPLE_A_DAY, scenarios } from './traffic.mjs';

const [, , seedText, besides] = process.argv;
const seed = Number(seedText);
const sender = await loadSender();
const aliyun = await startAliyun();
const size = { peopleADay: PEOPLE_A_DAY, countries: ['CN'] };
const withoutFeed = sender.recommendedGuard({ ...size, feed: false });
const withFeed = sender.recommendedGuard({ ...size, feed: true });

const recommended = {
  recommended: () => ({ guard: withoutFeed }),
  'recommended, with feed': () => ({ guard: withFeed, feed: true }),
};
const all = {
  'no guard': () => ({}),
  'fixed windows': () => ({ guard: withoutFeed, store: fixedWindows() }),
  ...recommended,
};

const runs = [];
for (const assumption of Object.keys(assumptions)) {
  for (const scenario of Object.keys(scenarios)) {
    if (!isWorthPlaying(assumption, scenario)) continue;
    const day = dayOf(scenario, seed, assumptions[assumption]);
    const variants = assumption === 'usual' && besides ? all : recommended;
    for (const [variant, optionsOf] of Object.entries(variants)) {
      const result = await runScenario(sender, day, { endpoint: aliyun.url, ...optionsOf() });
      runs.push({ assumption, scenario, variant, seed, ...result });
    }
    console.error(`${seed} · ${assumption} · ${scenario}`);
  }
}
aliyun.close();
process.stdout.write(JSON.stringify(runs));

/** Whether another assumption makes another day of it. What a fuse costs is told by one. */
function isWorthPlaying(assumption, scenario) {
  if (assumption === 'usual') return true;
  if (scenario === FUSE) return false;
  const [day, usual] = [assumption, 'usual'].map((each) =>
    JSON.stringify(dayOf(scenario, seed, assumptions[each])),
  );
  return day !== usual;
}

/** It is bundled as the connector's build bundles it, so that the lab plays what stands in the source. */
async function loadSender() {
  const folder = mkdtempSync(join(tmpdir(), 'lab-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  await build({
    entryPoints: [fileURLToPath(new URL('../../packages/sender/src/index.ts', import.meta.url))],
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
