// Installs what is missing, and nothing when all is there. `packages` is what building and running
// the product needs; `all` adds the root's tools for checks and tests, and the heavy clients and
// hosts of e2e/ and bench/. `npm ci`: what the lock file says, each package checked by its hash.
// By hand: `node scripts/install.mjs [packages|all]`.
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
  const wanted = fingerprint();
  const before = installed() ?? { scope: isWhole() ? 'all' : undefined, fingerprint: wanted };
  if (before.fingerprint === wanted && (before.scope === 'all' || before.scope === scope)) return;
  // Not on standard output: a command's `--json` goes there.
  console.error('Installing dependencies (the first time takes up to a minute) …');
  const args = ['ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', [...args, ...scopes[scope]], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error('npm ci failed: see the lines above. Is the npm registry reachable?');
    process.exit(1);
  }
  mkdirSync(join(marker, '..'), { recursive: true });
  writeFileSync(marker, JSON.stringify({ scope, fingerprint: wanted }));
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

/** Whether all that the lock file asks for is there: somebody ran `npm ci` himself. */
function isWhole() {
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
