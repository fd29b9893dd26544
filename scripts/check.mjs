// Everything that can be said about the code without running it. All checks run, also after one
// failed, so that one look shows the whole list.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const checks = ['types', 'lint', 'format:check', 'knip', 'packages', 'docs'];

const failed = checks.filter((name) => {
  console.log(`check: ${name}`);
  const { status } = spawnSync('npm', ['run', '--silent', name], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status !== 0;
});
if (failed.length > 0) {
  console.error(`Failed checks: ${failed.join(', ')}. Run one alone with: npm run <name>`);
  process.exit(1);
}
