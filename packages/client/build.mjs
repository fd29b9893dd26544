// Bundles the client with the phone number library: as some two hundred separate modules they take
// three times as long to load. What only some callers need stays a chunk that loads when it is used.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundledLicences } from '../../scripts/build/bundled-licences.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));

export async function build() {
  const { metafile } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints: ['src/index.ts'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    minifySyntax: true,
    chunkNames: '[name]-[hash]',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
  });
  writeFileSync(join(folder, 'dist/LICENSES.md'), bundledLicences(folder, metafile));
}
