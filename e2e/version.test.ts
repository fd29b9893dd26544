import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { repository } from './testing/repository.mjs';

const packages = ['client', 'sender', 'connector', 'sandbox', 'gateway', 'cli'];
const manifests = [...packages.map((name) => `packages/${name}`), 'e2e', 'bench'].map((path) =>
  join(path, 'package.json'),
);
const files = ['package.json', 'package-lock.json', 'CHANGELOG.md', ...manifests];
const read = (root: string, path: string) => readFileSync(join(root, path), 'utf8');

/** Every version of our packages in a manifest or the lock file. */
function numbers(root: string): ReadonlySet<string> {
  const lock = JSON.parse(read(root, 'package-lock.json'));
  const copies = manifests.map((path) => lock.packages[dirname(path)]);
  const all = [...manifests.map((path) => JSON.parse(read(root, path))), ...copies];
  const names = new Set(packages.map((name) => readName(root, name)));
  const required = all
    .flatMap(({ dependencies, devDependencies }) =>
      Object.entries<string>({ ...dependencies, ...devDependencies }),
    )
    .flatMap(([name, range]) => (names.has(name) ? [range] : []));
  const carried = all.flatMap(({ name, version }) => (names.has(name) ? [version] : []));
  return new Set([lock.version, lock.packages[''].version, ...carried, ...required]);
}

const readName = (root: string, name: string): string =>
  JSON.parse(read(root, `packages/${name}/package.json`)).name;

const rootVersion = (root: string): string => JSON.parse(read(root, 'package.json')).version;

test('all packages have the version of the repository, and require each other in it', () => {
  expect(numbers(repository)).toEqual(new Set([rootVersion(repository)]));
});

test('the changelog lists unreleased changes first, then versions with their dates', () => {
  const headings = read(repository, 'CHANGELOG.md').match(/^## .*$/gm) ?? [];
  expect(headings[0]).toBe('## Unreleased');
  for (const heading of headings.slice(1)) {
    expect(heading).toMatch(/^## \d+\.\d+\.\d+(?:-[\w.]+)? – \d{4}-\d\d-\d\d$/);
  }
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'version-'));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(repository, file), join(folder, file));
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Like npm, which has already set the version in the root's manifest. */
async function release(version: string) {
  const manifest = JSON.parse(read(folder, 'package.json'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version }));
  const script = join(repository, 'scripts/version.mjs');
  return new Promise<string>((resolve) => {
    execFile(process.execPath, [script, folder], (error, _, stderr) => {
      resolve(error === null ? 'done' : stderr);
    });
  });
}

test('npm version sets the new version everywhere, and gives unreleased changes a heading', async () => {
  const before = read(folder, 'CHANGELOG.md');
  expect(await release('9.8.7')).toBe('done');
  expect(numbers(folder)).toEqual(new Set(['9.8.7']));
  expect(
    read(folder, 'CHANGELOG.md').replace(/## Unreleased\n\nNothing yet\.\n\n## 9.*\n/, ''),
  ).toBe(before.replace('## Unreleased\n', ''));
  expect(await release('9.8.8')).toContain('Add what is new in 9.8.8.');
  const { scripts } = JSON.parse(read(repository, 'package.json'));
  expect(scripts.version).toContain('node scripts/version.mjs');
});
