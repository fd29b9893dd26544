import { readFileSync } from 'node:fs';
import { packageFolder } from './package-folder.ts';

/** This package's version, from its manifest. */
export function version(): string {
  const manifest: { readonly version: string } = JSON.parse(
    readFileSync(new URL('package.json', packageFolder), 'utf8'),
  );
  return manifest.version;
}
