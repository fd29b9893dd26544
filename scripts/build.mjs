// Builds every package, in the direction of the imports, and skips a package whose inputs have not
// changed since its last build: `npm start` on a built tree begins within seconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache');
const built = { client: 'dist', connector: 'lib', sandbox: 'dist', cli: 'dist' };
const generated = new Set(['node_modules', 'dist', 'lib', 'coverage', '.cache']);

function* inputs(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (generated.has(entry.name) || entry.name.endsWith('.test.ts')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* inputs(path);
    else yield path;
  }
}

/** A package's own files by name, size and time, after those of the packages that it builds on. */
function fingerprint(name, upstream) {
  const hash = createHash('sha256').update(upstream);
  for (const file of [join(root, 'package-lock.json'), ...inputs(join(root, 'packages', name))]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}:${size}:${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

mkdirSync(cache, { recursive: true });
let upstream = '';
for (const [name, output] of Object.entries(built)) {
  const folder = join(root, 'packages', name);
  const stamp = join(cache, `built-${name}`);
  upstream = fingerprint(name, upstream);
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (known === upstream && existsSync(join(folder, output))) continue;
  console.log(`Building ${name} …`);
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`Building packages/${name} failed: see the lines above.`);
    process.exit(1);
  }
  writeFileSync(stamp, upstream);
}
