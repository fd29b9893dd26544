import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { packageFolder, repository } from './repository.mjs';

const run = promisify(execFile);
const shell = process.platform === 'win32';

/** Tools of the project: linked from this repository, so that they are not fetched again. */
const tools = ['@playwright/test', '@types/node', 'vitest'];

export interface InstalledPackages {
  readonly folder: string;
  /** Paths of the tarballs by package name. */
  readonly tarballs: ReadonlyMap<string, string>;
  /** npm's warnings. */
  readonly warnings: string;
}

/** Creates a user's project, and installs what `npm run pack` produces. */
export async function installPackages(): Promise<InstalledPackages> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'project-'));
  const packed = join(folder, 'tarballs');
  await run(process.execPath, [join(repository, 'scripts/pack.mjs'), packed]);
  const files = readdirSync(packed).map((file) => join(packed, file));
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const quick = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
  const { stderr } = await run('npm', ['install', ...quick, ...files], { cwd: folder, shell });
  for (const name of tools) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(packageFolder(name), link, 'junction');
  }
  return {
    folder,
    tarballs: new Map(files.map((file) => [nameOf(file), file])),
    warnings: stderr,
  };
}

const nameOf = (file: string): string =>
  /([\w-]+)-\d+\.\d+\.\d+[^/\\]*\.tgz$/.exec(file)?.[1] ?? file;
