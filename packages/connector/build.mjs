// Bundles the connector for Logto, which unpacks the package without installing dependencies:
// everything but the host's own kit is inside. What only some installations need is a separate
// chunk, loaded on first use. The build fails if anything else would be imported at run time.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { bundledLicences } from '../../scripts/build/bundled-licences.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const outdir = join(folder, 'lib');
const KIT = '@logto/connector-kit';

/** Optional peers of dependencies, which are never in the bundle. */
const absentPeers = {
  name: 'absent-peers',
  setup(plugin) {
    const filter = /^(?:@node-rs\/xxhash|@opentelemetry\/api)$/;
    plugin.onResolve({ filter }, ({ path }) => ({ path, namespace: 'absent' }));
    plugin.onLoad({ filter, namespace: 'absent' }, ({ path }) => ({
      contents: `throw new Error('${path} is not part of the connector.');`,
    }));
  },
};

export async function bundle() {
  const { metafile } = await esbuild.build({
    absWorkingDir: folder,
    entryPoints: ['src/index.ts'],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    // Logto reads the bundle at every start: below 400 KB, most of it the world's numbering plans.
    minify: true,
    // An uncaught error prints its source line, which would be all 365 KB.
    lineLimit: 160,
    chunkNames: '[name]-[hash]',
    conditions: ['aliyun-sms-source'],
    external: [KIT],
    plugins: [absentPeers],
    legalComments: 'linked',
    metafile: true,
    logLevel: 'warning',
    // CommonJS dependencies in an ES module have no `require` of their own.
    banner: {
      js: "import{createRequire as createRequireHere}from'node:module';const require=createRequireHere(import.meta.url);",
    },
  });

  const foreign = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ path, external }) => external && path !== KIT && !isBuiltin(path))
    .map(({ path }) => path);
  if (foreign.length > 0) {
    throw new Error(
      `The connector would import what Logto does not install: ${foreign.join(', ')}`,
    );
  }
  writeFileSync(join(outdir, 'LICENSES.md'), bundledLicences(folder, metafile));
}
