// TypeScript to JavaScript, file by file and unchecked: the types are for `npm run lint` to check.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Every import stays an import: of another file here by the name it will have, of a package as it is.
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

/** All of a package's `src/` into `dist/`, but for what only tests need. */
export async function transpile(folder) {
  const files = readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => !/\.test\.tsx?$|(?:^|[\\/])testing[\\/]/.test(file),
  );
  await build({
    absWorkingDir: folder,
    entryPoints: files.filter((file) => file.endsWith('.ts')).map((file) => join('src', file)),
    outbase: 'src',
    outdir: 'dist',
    // Not into one file: esbuild has names of imports changed only where it resolves them.
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
