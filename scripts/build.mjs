// Builds every package, in the direction of the imports, and skips a package whose inputs have not
// changed since its last build: `npm start` on a built tree begins within seconds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'aliyun-sms-build');
/** In the order of building: the folder each package writes, and the packages it is built from. */
const packages = {
  client: { output: 'dist', upstream: [] },
  sender: { output: 'dist', upstream: ['client'] },
  connector: { output: 'lib', upstream: ['client', 'sender'] },
  sandbox: { output: 'dist', upstream: ['client'] },
  gateway: { output: 'dist', upstream: ['client', 'sender'] },
  cli: { output: 'dist', upstream: ['client', 'sender', 'sandbox', 'gateway'] },
};
const shared = ['package-lock.json', 'tsconfig.base.json'];
const notInputs = new Set(['node_modules', 'dist', 'lib', 'coverage', '.cache']);

function* inputs(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notInputs.has(entry.name) || entry.name.endsWith('.test.ts')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* inputs(path);
    else yield path;
  }
}

/** By content, not by time: a fresh checkout or a changed branch back and forth builds nothing. */
function fingerprint(name, upstream) {
  const hash = createHash('sha256').update(upstream.join());
  for (const file of [...shared, ...inputs(join('packages', name))]) {
    hash.update(`${file}\n`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

process.chdir(root);
mkdirSync(cache, { recursive: true });
const current = {};
for (const [name, { output, upstream }] of Object.entries(packages)) {
  const folder = join('packages', name);
  const stamp = join(cache, name);
  current[name] = fingerprint(
    name,
    upstream.map((other) => current[other]),
  );
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (built === current[name] && existsSync(join(folder, output))) continue;

  // Not on standard output: a command's `--json` goes there.
  console.error(`Building ${name} …`);
  // Else files whose source is gone would be tested and published.
  rmSync(join(folder, output), { recursive: true, force: true });
  rmSync(stamp, { force: true });
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`Building packages/${name} failed: see the lines above.`);
    process.exit(1);
  }
  writeFileSync(stamp, current[name]);
}
