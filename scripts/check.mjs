// Everything that can be said about the code without running it. All checks run, also after one
// failed, so that one look shows the whole list. Names as arguments run those alone:
// `node scripts/check.mjs types lint`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const checks = {
  // The linter checks types too, by TypeScript 7, in one go: tsc took five times as long.
  lint: 'oxlint --type-aware --type-check --deny-warnings packages e2e bench scripts vitest.config.ts',
  format: 'oxfmt --check .',
  unused: 'knip',
  packages: 'node scripts/check-packages.mjs',
  'api-docs': 'typedoc --logLevel Warn',
};

const bin = join(root, 'node_modules', '.bin');

/** As npm runs a script: by the shell, with the tools of this repository first. */
function passes(command) {
  const { status } = spawnSync(command, {
    cwd: root,
    stdio: 'inherit',
    shell: true,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  return status === 0;
}

const wanted = process.argv.slice(2).map((name) => (name === 'types' ? 'lint' : name));
const unknown = wanted.filter((name) => !(name in checks));
if (unknown.length > 0 || !existsSync(bin)) {
  console.error(
    unknown.length > 0
      ? `There is no check ${unknown.join(', ')}: ${Object.keys(checks).join(', ')}.`
      : 'The tools are not installed: npm ci',
  );
  process.exit(2);
}
const failed = Object.entries(checks)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .filter(([name, command]) => {
    console.log(`check: ${name}`);
    return !passes(command);
  })
  .map(([name]) => name);
if (failed.length > 0) {
  console.error(`Failed checks: ${failed.join(', ')}. One alone: node scripts/check.mjs <name>`);
  process.exit(1);
}
