// A package as one file for each way into it, with chunks for what is loaded when it is used. What its
// manifest calls a dependency stays an import; any other package is bundled, since hundreds of separate
// modules take several times as long to load. Types are unchecked: that is what `npm run lint` is for.
import { readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundledLicences } from './bundled-licences.mjs';

/**
 * Zod's messages in sixty languages, which come along whether asked for or not.
 * @type {import('esbuild').Plugin}
 */
const noLocales = {
  name: 'no-locales',
  setup(plugin) {
    plugin.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: '',
    }));
  },
};

/**
 * Node's own modules, for CommonJS packages: in an ES module they have no `require`.
 * @type {import('esbuild').Plugin}
 */
const requiredBuiltins = {
  name: 'required-builtins',
  setup(plugin) {
    const filter = new RegExp(`^(?:node:)?(?:${builtinModules.join('|')})$`);
    plugin.onResolve({ filter }, ({ kind, path }) =>
      kind === 'require-call' ? { path, namespace: 'builtin' } : undefined,
    );
    plugin.onLoad({ filter, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('${path}')`,
    }));
  },
};

/**
 * `src/` into `dist/`.
 * @param {{ entries?: readonly string[], bundled?: readonly string[] }} [options] files of `src/` that the
 *   repository imports beside what the manifest exports; dependencies that importers need for the types
 *   alone
 */
export async function bundle(folder, { entries = [], bundled = [] } = {}) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [...entryPoints(manifest), ...entries.map((file) => join('src', file))],
    outbase: 'src',
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    minifySyntax: true,
    // Beside the entry points: where this package's other files are is the same seen from each.
    chunkNames: '[name]-[hash]',
    sourcemap: true,
    sourcesContent: false,
    external: Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(
      (name) => !bundled.includes(name),
    ),
    plugins: [noLocales, requiredBuiltins],
    metafile: true,
    logLevel: 'warning',
  });
  const licences = bundledLicences(folder, metafile);
  if (licences !== undefined) writeFileSync(join(folder, 'dist/LICENSES.md'), licences);
}

/** The sources of what the manifest exports and runs. */
function entryPoints({ exports, bin = {} }) {
  const exported = Object.values(exports).map((target) => target['aliyun-sms-source']);
  const run = Object.values(bin).map((path) =>
    path.replace('./dist/', './src/').replace(/js$/, 'ts'),
  );
  return [...exported, ...run].filter((path) => path !== undefined);
}
