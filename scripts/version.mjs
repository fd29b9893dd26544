// `npm version <new>` runs this after it has changed the root's package.json and before it commits: it
// updates the packages, their dependencies on each other, the lock file and the changelog. An argument
// is another repository's folder, for the test.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url));
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const write = (path, content) =>
  writeFileSync(join(root, path), `${JSON.stringify(content, null, 2)}\n`);

const { version } = read('package.json');
const published = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`);
const workspaces = [...published, 'e2e', 'bench'].filter((path) =>
  existsSync(join(root, path, 'package.json')),
);
const own = new Set(published.map((path) => read(join(path, 'package.json')).name));

/** A manifest, or its copy in the lock file, with the new version for every package of ours. */
function renumbered(manifest, path) {
  const changed = { ...manifest };
  if (published.includes(path)) changed.version = version;
  for (const kind of ['dependencies', 'devDependencies', 'peerDependencies']) {
    if (changed[kind] === undefined) continue;
    const entries = Object.entries(changed[kind]);
    changed[kind] = Object.fromEntries(
      entries.map(([name, range]) => [name, own.has(name) ? version : range]),
    );
  }
  return changed;
}

const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
const [heading, empty] = ['## Unreleased\n', 'Nothing yet.'];
const unreleased = changelog.split(heading)[1]?.split(/^## /m)[0].trim();
if (unreleased === undefined || unreleased === '' || unreleased === empty) {
  console.error(`CHANGELOG.md has no entries under "Unreleased". Add what is new in ${version}.`);
  process.exit(1);
}

for (const path of workspaces) {
  write(join(path, 'package.json'), renumbered(read(join(path, 'package.json')), path));
}
const lock = read('package-lock.json');
lock.version = version;
lock.packages[''].version = version;
for (const path of workspaces) lock.packages[path] = renumbered(lock.packages[path], path);
write('package-lock.json', lock);
const today = new Date().toISOString().slice(0, 10);
writeFileSync(
  join(root, 'CHANGELOG.md'),
  changelog.replace(heading, `${heading}\n${empty}\n\n## ${version} – ${today}\n`),
);
