// Bundles the client with the phone number library: as some two hundred separate modules they take
// three times as long to load. What only some callers need stays a chunk that loads when it is used.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));

await build({
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
  logLevel: 'warning',
});

const licence = fileURLToPath(import.meta.resolve('libphonenumber-js/package.json')).replace(
  /package\.json$/,
  'LICENSE',
);
writeFileSync(
  `${folder}dist/LICENSES.txt`,
  `index.js contains libphonenumber-js:\n\n${readFileSync(licence, 'utf8')}`,
);
