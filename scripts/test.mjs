// `npm test`: build, check, then every test. Arguments go to vitest (`npm test -- signature`).
// The last line sums all suites, so that any CI can read it; see scripts/closing-line.ts.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['node', 'scripts/build.mjs'],
  ['node', 'scripts/check.mjs'],
  ['npx', '--no-install', 'vitest', 'run', ...process.argv.slice(2)],
];
for (const [command, ...args] of steps) {
  const options = { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' };
  const { status } = spawnSync(command, args, options);
  if (status !== 0) process.exit(status ?? 1);
}
