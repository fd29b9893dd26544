// Checks what would be published: publint reads the manifests, attw resolves the types as old and new
// Node.js and bundlers do. The connector has no types and one importer, Logto's loader: e2e/ tests
// that, and installs all packages as users do.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shell = process.platform === 'win32';

/** Runs a command, silent unless it fails. */
function passes(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    shell,
  });
  if (status !== 0) console.error(`${stdout}${stderr}`);
  return status === 0;
}
const npx = (...args) => passes('npx', '--no-install', ...args);

const folder = mkdtempSync(join(tmpdir(), 'tarballs-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
if (!passes(process.execPath, 'scripts/pack.mjs', folder)) process.exit(1);
const tarballs = readdirSync(folder).map((file) => join(folder, file));
const failed = tarballs.filter((tarball) => {
  const isTyped = !/[\\/](?:connector-aliyun-sms|aliyun-sms-\d)[^\\/]*$/.test(tarball);
  // Node.js 20.19 and later can `require` an ES module.
  const types = () => npx('attw', tarball, '--ignore-rules', 'cjs-resolves-to-esm', '--no-emoji');
  return !npx('publint', 'run', '--strict', tarball) || (isTyped && !types());
});
if (failed.length > 0) process.exit(1);
