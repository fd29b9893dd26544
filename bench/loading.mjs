import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { performance } from 'node:perf_hooks';
import { spread } from './contest.mjs';

const rounds = 11;

/**
 * Loads modules in fresh processes, in turn.
 *
 * @param {Record<string, readonly string[]>} contenders the module to load, then what to load before
 * @returns for each contender its loading time in milliseconds
 */
export function loadingTimes(contenders) {
  const script = fileURLToPath(new URL('import-time.mjs', import.meta.url));
  return inTurn(contenders, (modules) =>
    Number(execFileSync(process.execPath, [script, ...modules], { encoding: 'utf8' })),
  );
}

/**
 * Runs Node with these arguments, in turn, until it exits.
 *
 * @param {Record<string, readonly string[]>} contenders
 * @returns for each contender its time in milliseconds
 */
export function commandTimes(contenders) {
  return inTurn(contenders, (args) => {
    const start = performance.now();
    execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    return performance.now() - start;
  });
}

function inTurn(contenders, measure) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, contender] of Object.entries(contenders))
      times[name].push(measure(contender));
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, spread(values)]));
}
