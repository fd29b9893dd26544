// What each package builds, and which builds are out of date.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamps = join(root, 'node_modules', '.cache', 'aliyun-sms-build');
const folderOf = (name) => join(root, 'packages', name);

/**
 * `pages`: folders of web pages; `holds`: packages whose source goes into the bundle or pages; `isOwn`:
 * bundled by its own build.mjs. The rest are options of bundle.mjs.
 */
const packages = {
  client: {},
  sender: {},
  connector: { output: 'lib', holds: ['client', 'sender'], isOwn: true },
  sandbox: { pages: ['inbox'], holds: ['client'], bundled: ['zod'] },
  gateway: {},
  cli: {
    pages: ['demo-page', 'stats-page'],
    holds: ['sandbox', 'client'],
    // For scripts/run.mjs.
    entries: ['npm-arguments.ts'],
  },
};
export const packageNames = Object.keys(packages);

/** Pages only explain errors; the rest of the client would pull in Node's modules. */
const alias = { 'aliyun-sms-client': join(folderOf('client'), 'src/error-book/explain.ts') };

/** Builds the packages that have changed since their last build. */
export async function buildPackages(names = packageNames) {
  mkdirSync(stamps, { recursive: true });
  const digests = digestsOfSources();
  await Promise.all(
    names.map(async (name) => {
      const { output = 'dist', holds = [] } = packages[name];
      const current = [name, ...holds, ''].map(digests).join('\n');
      await ifStale(name, output, current, async () => build(name));
    }),
  );
}

async function ifStale(name, output, current, work) {
  const stamp = join(stamps, name);
  const folder = join(folderOf(name), output);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current && existsSync(folder)) return;
  // Standard output is for a command's `--json`.
  console.error(`Building ${name} …`);
  rmSync(stamp, { force: true });
  // Otherwise files whose source was deleted would be tested and published.
  rmSync(folder, { recursive: true, force: true });
  await work();
  writeFileSync(stamp, current);
}

async function build(name) {
  const { pages = [], isOwn = false, ...options } = packages[name];
  // esbuild is loaded only if there is something to build.
  const [{ bundle }, { buildPage }] = await Promise.all([
    isOwn ? import(`../../packages/${name}/build.mjs`) : import('./bundle.mjs'),
    import('./page.mjs'),
  ]);
  await Promise.all([
    bundle(folderOf(name), options),
    ...pages.map(async (page) => buildPage(folderOf(name), page, alias)),
  ]);
}

const notInputs = new Set(['node_modules', 'dist', 'lib', 'coverage', 'testing', 'README.md']);

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (notInputs.has(entry.name) || entry.name.endsWith('.test.ts')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else yield path;
  }
}

function* toolFiles() {
  for (const file of ['package-lock.json', 'tsconfig.base.json']) yield join(root, file);
  yield* filesIn(join(root, 'scripts/build'));
}

/**
 * By content, not by time: a fresh checkout, or switching branches back and forth, rebuilds nothing.
 * The package `''` stands for the build tools.
 */
function digestsOfSources() {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      const hash = createHash('sha256');
      for (const file of name === '' ? toolFiles() : filesIn(folderOf(name))) {
        hash.update(`${relative(root, file)}\n`).update(readFileSync(file));
      }
      known.set(name, hash.digest('hex'));
    }
    return known.get(name);
  };
}
