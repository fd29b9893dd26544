// Checks what would be published: publint reads the manifests, attw resolves the types as an
// importer would. The connector has no types and one importer, Logto's loader; e2e/ tests that.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shell = process.platform === 'win32';
const npx = (...args) =>
  spawnSync('npx', ['--no-install', ...args], { cwd: root, stdio: 'inherit', shell }).status;

let failed = false;
for (const name of readdirSync(new URL('../packages', import.meta.url))) {
  failed = npx('publint', 'run', '--strict', `packages/${name}`) !== 0 || failed;
}
for (const name of ['client', 'sender', 'sandbox', 'gateway']) {
  const args = ['--pack', `packages/${name}`, '--profile', 'esm-only', '--quiet'];
  failed = npx('attw', ...args) !== 0 || failed;
}
process.exit(failed ? 1 : 0);
