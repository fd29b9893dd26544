import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';

/** Packs the built connector with `npm pack` and unpacks it in `folder`, like `logto connector add`. */
export function unpackConnector(folder: string): void {
  const source = join(repository, 'packages/connector');
  if (!existsSync(join(source, 'lib/index.js'))) {
    throw new Error('The connector is not built: run `npm run build` first.');
  }
  mkdirSync(folder, { recursive: true });
  const packed = execFileSync(
    'npm',
    ['pack', '--json', '--loglevel=error', '--pack-destination', folder],
    {
      cwd: source,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  const [{ filename }] = JSON.parse(packed);
  const tarball = join(folder, filename);
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  rmSync(tarball);
}
