// `node scripts/install.mjs [packages|all]`: installs what is missing, if anything is. `packages` is what
// building and running the product needs; `all` adds the tools for checks and tests, and the large
// clients and hosts of e2e/ and bench/. Uses `npm ci`: exactly the lock file, verified by hash.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const marker = join(root, 'node_modules', '.cache', 'aliyun-sms-installed.json');
const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name));
const scopes = {
  packages: packages.flatMap((path) => ['--workspace', path]),
  all: [],
};

/** @param {'packages' | 'all'} scope */
export function install(scope) {
  const current = fingerprint();
  const before = installed() ?? { scope: isComplete() ? 'all' : undefined, fingerprint: current };
  if (before.fingerprint === current && (before.scope === 'all' || before.scope === scope)) return;
  // Standard output is for a command's `--json`.
  console.error('Installing dependencies (the first time takes up to a minute) …');
  const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  // Who has the tools keeps them when the lock file changes.
  const wider = before.scope === 'all' ? 'all' : scope;
  const { status } = spawnSync('npm', [...args, ...scopes[wider]], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed; the lines above say why. Is the npm registry reachable?');
    process.exit(1);
  }
  mkdirSync(join(marker, '..'), { recursive: true });
  writeFileSync(marker, JSON.stringify({ scope: wider, fingerprint: current }));
}

function fingerprint() {
  const hash = createHash('sha256');
  const manifests = ['package.json', 'package-lock.json', 'e2e/package.json', 'bench/package.json'];
  for (const file of [...manifests, ...packages.map((path) => join(path, 'package.json'))]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function installed() {
  return existsSync(marker) ? JSON.parse(readFileSync(marker, 'utf8')) : undefined;
}

const packagesIn = (lockFile) => JSON.parse(readFileSync(lockFile, 'utf8')).packages;

/** Whether everything in the lock file is installed, as after a plain `npm ci`. */
function isComplete() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const present = packagesIn(hidden);
  return Object.entries(packagesIn(join(root, 'package-lock.json')))
    .filter(([path, { optional, peer }]) => path.includes('node_modules/') && !optional && !peer)
    .every(([path, { version }]) => path in present && present[path].version === version);
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [scope = 'all'] = process.argv.slice(2);
  if (!(scope in scopes)) throw new Error(`Unknown scope "${scope}": use "packages" or "all".`);
  install(scope);
}
