// Plays all days of one seed with the recommended settings, and with the argument `all` also with those
// that they are compared with. Writes the results to standard output as JSON.
import { loadSenderSource } from '../bundle-source.mjs';
import { fixedWindows } from './fixed-windows.mjs';
import { runScenario, startAliyun } from './run-scenario.mjs';
import { assumptions, dayOf, FUSE, PEOPLE_A_DAY, scenarios } from './traffic.mjs';

const [, , seedText, which] = process.argv;
const seed = Number(seedText);
process.env.ALIYUN_SMS_LOG = 'silent';
const sender = await loadSenderSource('index.ts');
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
    if (!needsPlaying(assumption, scenario)) continue;
    const day = dayOf(scenario, seed, assumptions[assumption]);
    const variants = assumption === 'usual' && which === 'all' ? all : recommended;
    for (const [variant, optionsOf] of Object.entries(variants)) {
      const result = await runScenario(sender, day, { endpoint: aliyun.url, ...optionsOf() });
      runs.push({ assumption, scenario, variant, seed, ...result });
    }
    console.error(`${seed} · ${assumption} · ${scenario}`);
  }
}
aliyun.close();
process.stdout.write(JSON.stringify(runs));

/** Whether the assumption changes the scenario's day. The fuse is played under the usual ones only. */
function needsPlaying(assumption, scenario) {
  if (assumption === 'usual') return true;
  if (scenario === FUSE) return false;
  const [day, usual] = [assumption, 'usual'].map((each) =>
    JSON.stringify(dayOf(scenario, seed, assumptions[each])),
  );
  return day !== usual;
}
