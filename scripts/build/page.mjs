// Web pages in Preact: one script and one stylesheet each, loading nothing from elsewhere.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundledLicences } from './bundled-licences.mjs';

/** @type {import('esbuild').BuildOptions} */
const forBrowsers = {
  bundle: true,
  minify: true,
  charset: 'utf8',
  // Keeps `light-dark()` as written: for older browsers every colour would be duplicated.
  target: ['chrome123', 'firefox120', 'safari17.5'],
  jsx: 'automatic',
  jsxImportSource: 'preact',
  metafile: true,
  logLevel: 'warning',
};

/**
 * Builds the page in `folder/name`. With an `index.html` it is served, and its files are named by their
 * content; without one it becomes `page.js` and `page.css`, to be inlined into a page.
 * @param {Record<string, string>} [alias] esbuild's `alias`: where to find a package instead
 */
export async function buildPage(folder, name, alias = {}) {
  const output = join('dist', name);
  const isServed = existsSync(join(folder, name, 'index.html'));
  const html = isServed ? readFileSync(join(folder, name, 'index.html'), 'utf8') : '';
  const sources = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:tsx|css))"/g)];
  const { metafile } = await build({
    ...forBrowsers,
    ...(isServed
      ? {
          entryPoints: sources.map(([, path]) => join(name, path)),
          entryNames: 'assets/index-[hash]',
          format: 'esm',
        }
      : { entryPoints: { page: join(name, 'main.tsx') }, format: 'iife' }),
    absWorkingDir: folder,
    outdir: output,
    alias,
  });
  mkdirSync(join(folder, output), { recursive: true });
  if (isServed) {
    writeFileSync(join(folder, output, 'index.html'), withBuiltNames(html, name, metafile));
    cpSync(join(folder, name, 'public'), join(folder, output), { recursive: true });
  }
  writeFileSync(join(folder, output, 'LICENSES.md'), bundledLicences(folder, metafile));
}

function withBuiltNames(html, name, { outputs }) {
  let text = html;
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === undefined) continue;
    const source = `./${entryPoint.slice(name.length + 1)}`;
    text = text.replace(`"${source}"`, `".${path.slice(join('dist', name).length)}"`);
  }
  return text;
}
