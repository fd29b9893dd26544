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
  hasInstallScript: z.boolean().default(false),
});
const { packages } = z
  .object({ packages: z.record(z.string(), locked) })
  .parse(readJson('package-lock.json'));

const isForeign = (path: string): boolean => path.includes('node_modules/');
const foreign = Object.entries(packages).filter(([path, { link }]) => isForeign(path) && !link);
const own = Object.keys(packages).filter((path) => !isForeign(path));

test('every package is pinned by its hash, but not to a registry', () => {
  expect(foreign.length).toBeGreaterThan(500);
  const unpinned = foreign.filter(([, { integrity }]) => integrity?.startsWith('sha512-') !== true);
  expect(unpinned).toEqual([]);
  expect(foreign.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

// npm does not check this for workspaces.
test.each(own)('the lock has the dependencies of ./%s/package.json', (path) => {
  expect(dependencies.parse(packages[path])).toEqual(
    dependencies.parse(readJson(join(path, 'package.json'))),
  );
});

/** These packages and all their dependencies, in any version. */
function withDependencies(names: readonly string[], seen = new Set<string>()): ReadonlySet<string> {
  for (const name of names.filter((each) => !seen.has(each))) {
    seen.add(name);
    for (const [path, entry] of foreign) {
      const theirs = { ...entry.dependencies, ...entry.optionalDependencies };
      if (path.endsWith(`node_modules/${name}`)) withDependencies(Object.keys(theirs), seen);
    }
  }
  return seen;
}

test('no package that ships runs an install script', () => {
  const scripts = z.object({ scripts: z.record(z.string(), z.string()).default({}) });
  const shipped = own.filter((path) => path.startsWith('packages/'));
  expect(shipped).toContain('packages/client');
  for (const path of shipped) {
    const names = Object.keys(scripts.parse(readJson(join(path, 'package.json'))).scripts);
    expect(names.filter((name) => /^(?:(?:pre|post)?install|prepare)$/.test(name))).toEqual([]);
  }
  const theirs = withDependencies(
    shipped.flatMap((path) => Object.keys(packages[path]?.dependencies ?? {})),
  );
  expect([...theirs]).toContain('hono');
  const running = foreign.filter(([, { hasInstallScript }]) => hasInstallScript);
  expect(
    running.filter(([path]) => [...theirs].some((name) => path.endsWith(`node_modules/${name}`))),
  ).toEqual([]);
});

test('npm ci accepts the lock file offline', async () => {
  const args = ['ci', '--dry-run', '--offline', '--ignore-scripts'];
  const shell = process.platform === 'win32';
  const outcome = await new Promise<string>((resolve) => {
    execFile('npm', args, { cwd: root, shell }, (error, _, stderr) => {
      resolve(error === null ? 'accepted' : stderr);
    });
  });
  expect(outcome).toBe('accepted');
});
