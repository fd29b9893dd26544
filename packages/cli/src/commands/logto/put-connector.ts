import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The files of the packed connector that Logto reads. */
const PACKED = ['package.json', 'lib', 'README.md', 'logo.svg', 'logo-dark.svg', 'LICENSE'];

/**
 * Installs the connector's files atomically: they are copied next to the target first, then two renames
 * swap old and new. A failure leaves the old state.
 */
export async function putConnector(source: string, target: string): Promise<void> {
  const fresh = beside(target, 'new');
  await rm(fresh, { recursive: true, force: true });
  try {
    await mkdir(fresh, { recursive: true });
    for (const name of PACKED) {
      const from = join(source, name);
      // oxlint-disable-next-line no-await-in-loop
      if (existsSync(from)) await cp(from, join(fresh, name), { recursive: true });
    }
    await swap(fresh, target);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Removes the connector; a failure halfway leaves no incomplete connector. */
export async function removeConnector(target: string): Promise<void> {
  const old = beside(target, 'old');
  await rename(target, old);
  await rm(old, { recursive: true, force: true });
}

async function swap(fresh: string, target: string): Promise<void> {
  const old = beside(target, 'old');
  await rm(old, { recursive: true, force: true });
  const replaces = existsSync(target);
  if (replaces) await rename(target, old);
  try {
    await rename(fresh, target);
  } catch (error) {
    if (replaces) await rename(old, target);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/** In the same folder, so that a rename never crosses a file system. */
const beside = (target: string, state: 'new' | 'old'): string =>
  join(dirname(target), `.${basename(target)}.${state}`);
