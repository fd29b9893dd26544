import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * Loads a source file of the sender, bundled like the connector, so that modules that are not entry
 * points can be measured.
 *
 * @param {string} file relative to `packages/sender/src`
 */
export async function loadSenderSource(file) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-source-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'source.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL(`../packages/sender/src/${file}`, import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['aliyun-sms-source'],
    external: ['@node-rs/xxhash', '@opentelemetry/api'],
    banner: { js: "import{createRequire as c}from'node:module';const require=c(import.meta.url);" },
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile));
}
