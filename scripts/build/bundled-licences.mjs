// The licences of the packages in a bundle, under one heading each. `scripts/shipped.mjs` reads the
// headings to know what ships.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Undefined if there is no other package in the bundle.
 * @param {string} folder of the package being bundled
 * @param {{ inputs: Readonly<Record<string, unknown>> }} metafile of its esbuild build
 */
export function bundledLicences(folder, metafile) {
  const roots = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    if (input.includes('node_modules/')) roots.add(packageRoot(join(folder, input)));
  }
  if (roots.size === 0) return undefined;
  const parts = [...roots].map((root) => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { name, version, license } = manifest;
    if (license === undefined) throw new Error(`${name} has no "license" in its package.json.`);
    return `## ${name} - ${version} (${license})\n\n${licenceText(root, manifest)}\n`;
  });
  return ['# Licenses\n', 'This bundle contains the following packages:\n', ...parts].join('\n');
}

/** The package's folder under the last `node_modules/`, with its scope if it has one. */
function packageRoot(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)[0];
}

function licenceText(root, { author }) {
  const file = ['LICENSE', 'LICENSE.md', 'LICENCE', 'LICENSE.txt']
    .map((candidate) => join(root, candidate))
    .find((candidate) => existsSync(candidate));
  if (file !== undefined) return readFileSync(file, 'utf8').trim();
  return `The package contains no licence text. Author: ${JSON.stringify(author ?? '')}`;
}
