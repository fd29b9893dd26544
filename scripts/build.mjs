// `node scripts/build.mjs [--declarations] [package …]`: builds what has changed of the packages, or of
// those named. Building is transpiling; the declarations of types are for publishing alone.
import { parseArgs } from 'node:util';
import { buildPackages, packageNames } from './build/packages.mjs';

const { values, positionals } = parseArgs({
  options: { declarations: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !packageNames.includes(name));
if (unknown.length > 0) {
  console.error(`There is no package ${unknown.join(', ')}: ${packageNames.join(', ')}.`);
  process.exit(2);
}
await buildPackages(positionals.length > 0 ? positionals : packageNames);
if (values.declarations) {
  const { writeDeclarations } = await import('./build/declarations.mjs');
  writeDeclarations();
}
