import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('..', import.meta.url));
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));

const versions = z.record(z.string(), z.string()).default({});
const dependencies = z.object({
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
});
const locked = dependencies.extend({
  link: z.boolean().default(false),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
});
const { packages } = z
  .object({ packages: z.record(z.string(), locked) })
  .parse(readJson('package-lock.json'));

const isForeign = (path: string): boolean => path.includes('node_modules/');
const foreign = Object.entries(packages).filter(([path, { link }]) => isForeign(path) && !link);
const own = Object.keys(packages).filter((path) => !isForeign(path));

test('every package is pinned by its hash, and none to a registry', () => {
  expect(foreign.length).toBeGreaterThan(500);
  const unpinned = foreign.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true);
  expect(unpinned).toEqual([]);
  expect(foreign.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

// npm does not look at this of workspaces.
test.each(own)('the lock has the dependencies of ./%s/package.json', (path) => {
  expect(dependencies.parse(packages[path])).toEqual(
    dependencies.parse(readJson(join(path, 'package.json'))),
  );
});

test('npm ci would install what the lock has, without asking anybody', async () => {
  const args = ['ci', '--dry-run', '--offline', '--ignore-scripts'];
  const shell = process.platform === 'win32';
  const said = await new Promise<string>((resolve) => {
    execFile('npm', args, { cwd: root, shell }, (error, _, stderr) => {
      resolve(error === null ? 'fine' : stderr);
    });
  });
  expect(said).toBe('fine');
});
