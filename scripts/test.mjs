// `npm test`: build, check, then every test. Arguments go to vitest (`npm test -- signature`).
// The last line sums the checks and all suites, so that any CI can read it:
// `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseCLI, startVitest } from 'vitest/node';

const root = fileURLToPath(new URL('..', import.meta.url));
const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };

process.on('exit', (code) => {
  // Also where vitest died before it could count.
  const failed = code !== 0 && count.failed === 0 ? 1 : count.failed;
  console.log(`${count.passed} passed, ${failed} failed, ${count.skipped + count.pending} skipped`);
});

function step(script) {
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
  return status === 0;
}

if (!step('scripts/build.mjs')) process.exit(1);
if (!step('scripts/check.mjs')) count.failed += 1;

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const vitest = await startVitest('test', filter, { root, ...options });
for (const module of vitest.state.getTestModules()) {
  for (const test of module.children.allTests()) count[test.result().state] += 1;
  // A file that cannot be loaded and a hook that fails fail no test, only the suite around them.
  const suites = [module, ...module.children.allSuites()];
  count.failed += suites.filter((suite) => suite.errors().length > 0).length;
}
count.failed += vitest.state.getUnhandledErrors().length;
if (count.failed > 0) process.exitCode = 1;
await vitest.exit();
