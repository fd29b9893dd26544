// `node scripts/pack.mjs [folder]`: writes the tarballs that npm would publish, one per package, into a
// folder (default `tarballs/`), replacing the tarballs in it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageNames } from './build/packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = resolve(process.argv[2] ?? fileURLToPath(new URL('../tarballs', import.meta.url)));

function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? 1);
}

// Once, instead of in each package's `prepack`.
run(process.execPath, ['scripts/build.mjs', '--declarations']);
mkdirSync(folder, { recursive: true });
for (const file of readdirSync(folder)) if (file.endsWith('.tgz')) rmSync(join(folder, file));
const workspaces = packageNames.flatMap((name) => ['--workspace', `packages/${name}`]);
run('npm', ['pack', ...workspaces, '--ignore-scripts', '--silent', '--pack-destination', folder], {
  shell: process.platform === 'win32',
});
