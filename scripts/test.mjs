// `npm test`: builds, then runs every test and, in parallel, the checks. Arguments go to vitest
// (`npm test -- signature`). The last line sums up checks and suites for any CI to read: `N passed,
// N failed, N skipped`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseCLI, startVitest } from 'vitest/node';
import { buildPackages } from './build/packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };

process.on('exit', (code) => {
  // Also if vitest died before it could count.
  const failed = code !== 0 && count.failed === 0 ? 1 : count.failed;
  console.log(`${count.passed} passed, ${failed} failed, ${count.skipped + count.pending} skipped`);
});

/** Runs the checks while tests wait. Their output is collected, to be printed in one piece. */
async function check() {
  const child = spawn(process.execPath, ['scripts/check.mjs'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[status], output, errors] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { passed: status === 0, output: output + errors };
}

await buildPackages();
const checked = check();

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await startVitest('test', filter, { root, ...options });
for (const module of vitest.state.getTestModules()) {
  for (const test of module.children.allTests()) count[test.result().state] += 1;
  // A file that cannot be loaded, or a failing hook, fails its suite but no test.
  const suites = [module, ...module.children.allSuites()];
  count.failed += suites.filter((suite) => suite.errors().length > 0).length;
}
count.failed += vitest.state.getUnhandledErrors().length;

const { passed, output } = await checked;
console.log(output);
if (!passed) count.failed += 1;
if (count.failed > 0) process.exitCode = 1;
await vitest.exit();
