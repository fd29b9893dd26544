// Everything that can be said about the code without running it. All checks run, also after one
// failed, so that one look shows the whole list. Names as arguments run those alone:
// `node scripts/check.mjs types lint`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The folders whose TypeScript has settings of its own: pages run in browsers. */
const projects = [
  'tsconfig.json',
  'packages/sandbox/inbox',
  'packages/cli/demo-page',
  'packages/cli/stats-page',
];

const checks = {
  types: projects.map((project) => `tsc -p ${project}`),
  lint: ['oxlint --type-aware --deny-warnings packages e2e bench scripts'],
  format: ['oxfmt --check .'],
  unused: ['knip'],
  packages: ['node scripts/check-packages.mjs'],
  'api-docs': ['typedoc --logLevel Warn'],
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

const wanted = process.argv.slice(2);
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
  .filter(([name, commands]) => {
    console.log(`check: ${name}`);
    return commands.filter((command) => !passes(command)).length > 0;
  })
  .map(([name]) => name);
if (failed.length > 0) {
  console.error(`Failed checks: ${failed.join(', ')}. One alone: node scripts/check.mjs <name>`);
  process.exit(1);
}
