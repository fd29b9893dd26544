// `npm test`: builds, then runs every test and, in parallel, the checks. Arguments go to vitest:
// `npm test -- signature` runs the tests whose path has that word, without the checks. The closing
// lines say what failed and how to run it alone; the last one sums up for any CI to read:
// `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseCLI, startVitest } from 'vitest/node';
import { buildPackages } from './build/packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };

process.on('exit', (code) => {
  if (code !== 0 && count.failed === 0) {
    // Vitest died before it could count, or found nothing to run.
    count.failed = 1;
    console.error('The run broke off: the reason is above.');
  }
  const skipped = count.skipped + count.pending;
  console.log(`${count.passed} passed, ${count.failed} failed, ${skipped} skipped`);
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

const firstLine = ({ message }) => String(message).split('\n', 1)[0];

/** What failed in a file. One that cannot be loaded, or a failing hook, fails its suite but no test. */
function failuresIn(module) {
  const tests = [...module.children.allTests()];
  for (const test of tests) count[test.result().state] += 1;
  const broken = [module, ...module.children.allSuites()].flatMap((suite) => suite.errors());
  count.failed += broken.length;
  return [
    ...tests.filter((test) => test.result().state === 'failed').map((test) => test.fullName),
    ...broken.map(firstLine),
  ];
}

await buildPackages();
const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);
const checked = filter.length === 0 ? check() : undefined;

const vitest = await startVitest('test', filter, { root, ...options }).catch((error) => {
  console.error(error);
  process.exit(1);
});
const files = vitest.state
  .getTestModules()
  .map((module) => ({ path: relative(root, module.moduleId), failures: failuresIn(module) }))
  .filter(({ failures }) => failures.length > 0);
const unhandled = vitest.state.getUnhandledErrors();
count.failed += unhandled.length;

const { passed, output } = (await checked) ?? { passed: true, output: '' };
if (!passed) count.failed += 1;
const lines = [
  ...files.flatMap(({ path, failures }) => [
    `npm test -- ${path}`,
    ...failures.map((name) => `  ${name}`),
  ]),
  ...unhandled.map((error) => `outside every test: ${firstLine(error)}`),
];
console.log(output);
if (lines.length > 0)
  console.log(`Failed tests, by the command that runs their file alone:\n${lines.join('\n')}\n`);
if (count.failed > 0) process.exitCode = 1;
await vitest.exit();
