// The static checks. All of them run even if one fails, so that one run shows everything. Names as
// arguments select some: `node scripts/check.mjs types format`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const checks = {
  // The linter also checks types, with TypeScript 7: tsc took five times as long.
  lint: 'oxlint --type-aware --type-check --deny-warnings packages e2e bench scripts vitest.config.ts',
  format: 'oxfmt --check .',
  unused: 'knip',
  packages: 'node scripts/check-packages.mjs',
  'api-docs': 'typedoc --logLevel Warn',
};

/** The commands that mend a failed check, if there is one. */
const remedies = { format: 'npm run format' };

const bin = join(root, 'node_modules', '.bin');

/** Runs a command as npm runs a script: in a shell, with this repository's tools first in the path. */
function passes(command) {
  const { status } = spawnSync(command, {
    cwd: root,
    stdio: 'inherit',
    shell: true,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  return status === 0;
}

const selected = process.argv.slice(2).map((name) => (name === 'types' ? 'lint' : name));
const unknown = selected.filter((name) => !(name in checks));
if (unknown.length > 0 || !existsSync(bin)) {
  console.error(
    unknown.length > 0
      ? `Unknown check: ${unknown.join(', ')}. Choose from ${Object.keys(checks).join(', ')}.`
      : 'The tools are not installed. Run: npm ci',
  );
  process.exit(2);
}
const failed = Object.entries(checks)
  .filter(([name]) => selected.length === 0 || selected.includes(name))
  .filter(([name, command]) => {
    console.log(`check: ${name}`);
    return !passes(command);
  })
  .map(([name]) => name);
if (failed.length > 0) {
  console.error('\nFailed checks, and what to run:');
  for (const name of failed) {
    const again = `correct what it lists above, then: node scripts/check.mjs ${name}`;
    console.error(`  ${name}: ${remedies[name] ?? again}`);
  }
  process.exit(1);
}
