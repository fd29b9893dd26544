// `node scripts/fresh-clone.mjs [--tests] [<path of a node binary> …]`: does what a newcomer does, in a
// temporary clone of the last commit, once for each Node version (default: this one): `npm start` twice,
// cold and warm, until the code appears, then Ctrl-C; with `--tests` also `npm test`.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const repository = fileURLToPath(new URL('..', import.meta.url));

const { values, positionals } = parseArgs({
  options: { tests: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const nodes = positionals.length > 0 ? positionals : [process.execPath];

let failed = false;
for (const node of nodes) {
  const folder = mkdtempSync(join(tmpdir(), 'fresh-clone-'));
  try {
    await tryOut(node, folder);
  } catch (error) {
    failed = true;
    console.error(`FAILED: ${error.message}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = failed ? 1 : 0;

async function tryOut(node, folder) {
  const env = { ...outsideNpm(), PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const options = { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] };
  const version = execFileSync('node', ['--version'], { env, encoding: 'utf8' }).trim();
  execFileSync('git', ['clone', '--quiet', repository, folder], { env });

  for (const state of ['cold', 'warm']) {
    const { readyMs, exitCode } = await start(options);
    console.log(`Node ${version}: npm start, ${state}: code after ${seconds(readyMs)}`);
    if (exitCode !== 0) throw new Error(`Ctrl-C ended npm start with exit code ${exitCode}`);
  }
  if (values.tests) {
    const { lastLine, exitCode, ms } = await test(options);
    console.log(`Node ${version}: npm test: ${lastLine}, after ${seconds(ms)}`);
    if (exitCode !== 0) throw new Error(`npm test ended with exit code ${exitCode}`);
  }
  const changed = execFileSync('git', ['status', '--short'], { cwd: folder, encoding: 'utf8' });
  if (changed !== '') throw new Error(`These commands changed files of the clone:\n${changed}`);
}

/** The environment without what `npm run` adds to it for this script. npm's settings stay. */
function outsideNpm() {
  const added = /^(npm_(?!config_)|npm_config_local_prefix$|INIT_CWD$|NODE$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

/** Waits for the message and its code on the terminal, then sends Ctrl-C to the whole process group. */
async function start(options) {
  const began = performance.now();
  const child = spawn('npm', ['start', '--', '--port', '0'], { ...options, detached: true });
  const ended = once(child, 'exit');
  let output = '';
  const ready = new Promise((resolve) => {
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (/【.+】.*\d{6}/.test(output) && /http:\/\/\S+\/inbox/.test(output)) resolve();
    });
  });
  const failure = ended.then(() => {
    throw new Error(`npm start ended before a code appeared:\n${output}`);
  });
  const signalGroup = (signal) => process.kill(0 - child.pid, signal);
  const timeout = setTimeout(signalGroup, 180_000, 'SIGKILL');
  await Promise.race([ready, failure]);
  clearTimeout(timeout);
  const readyMs = performance.now() - began;
  failure.catch(() => undefined);
  signalGroup('SIGINT');
  const [exitCode] = await ended;
  return { readyMs, exitCode };
}

async function test(options) {
  const began = performance.now();
  const child = spawn('npm', ['test'], { ...options, env: { ...options.env, CI: 'true' } });
  const ended = once(child, 'exit');
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const [exitCode] = await ended;
  const lastLine = output.trimEnd().split('\n').at(-1);
  if (exitCode !== 0) console.error(output);
  return { lastLine, exitCode, ms: performance.now() - began };
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
