import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
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
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, modules] of Object.entries(contenders)) {
      const output = execFileSync(process.execPath, [script, ...modules], { encoding: 'utf8' });
      times[name].push(Number(output));
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, spread(values)]));
}
