// `npm run lab`: plays attacks and busy days through the real sender on a simulated clock, without a
// guard, with fixed windows and with the recommended settings. Writes bench/results/lab.json and lab.svg,
// and the tables of docs/guard.md and docs/guard.zh-CN.md. Each seed is played by its own process.
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { drawLab } from './lab/chart.mjs';
import { tables } from './lab/table.mjs';
import { PEOPLE_A_DAY } from './lab/traffic.mjs';

const SEEDS = [20_261_128, 1, 2, 3, 4];

const played = await Promise.all(
  SEEDS.map(async (seed) => {
    const player = fileURLToPath(new URL('lab/play.mjs', import.meta.url));
    const args = [player, String(seed), ...(seed === SEEDS[0] ? ['all'] : [])];
    const playing = promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 });
    playing.child.stderr.pipe(process.stderr);
    return JSON.parse((await playing).stdout);
  }),
);
const runs = played.flat();

const results = new URL('results/', import.meta.url);
const figures = new URL('lab.json', results);
writeFileSync(figures, JSON.stringify({ peopleADay: PEOPLE_A_DAY, runs }));
format(figures);
writeFileSync(
  new URL('lab.svg', results),
  drawLab(runs.filter(({ assumption, seed }) => assumption === 'usual' && seed === SEEDS[0])),
);
writeTables('guard.md', tables(runs, 'en'));
writeTables('guard.zh-CN.md', tables(runs, 'zh'));

/** Replaces the text between the marks in a document. */
function writeTables(document, text) {
  const url = new URL(`../docs/${document}`, import.meta.url);
  const [before, , after] = readFileSync(url, 'utf8').split(/^<!-- (?:end of )?lab -->\n/m);
  writeFileSync(url, `${before}<!-- lab -->\n\n${text}\n\n<!-- end of lab -->\n${after}`);
  format(url);
}

function format(url) {
  execFileSync('npx', ['oxfmt', fileURLToPath(url)], { stdio: 'inherit' });
}
