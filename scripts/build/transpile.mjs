// TypeScript to JavaScript, file by file. Not type-checked: `npm run lint` does that.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Every import stays an import: relative ones get the name of the built file, packages keep theirs.
 * @type {import('esbuild').Plugin}
 */
const importsKept = {
  name: 'imports-kept',
  setup(plugin) {
    plugin.onResolve({ filter: /^/ }, ({ kind, path }) => {
      if (kind === 'entry-point') return undefined;
      return { path: path.startsWith('.') ? path.replace(/\.ts$/, '.js') : path, external: true };
    });
  },
};

/** Transpiles a package's `src/` into `dist/`, except for what only tests need. */
export async function transpile(folder) {
  const files = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => !/\.test\.tsx?$|(?:^|[\\/])testing[\\/]/.test(file),
  );
  await build({
    absWorkingDir: folder,
    entryPoints: files.filter((file) => file.endsWith('.ts')).map((file) => join('src', file)),
    outbase: 'src',
    outdir: 'dist',
    // Still one output per file: esbuild runs `onResolve`, which renames imports, only when bundling.
    bundle: true,
    plugins: [importsKept],
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  for (const file of files.filter((name) => name.endsWith('.json'))) {
    cpSync(join(folder, 'src', file), join(folder, 'dist', file));
  }
}
