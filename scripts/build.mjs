// `node scripts/build.mjs [--declarations] [package …]`: builds the packages that have changed: all of
// them, or only those named. Building only transpiles; type declarations are needed for publishing alone.
import { parseArgs } from 'node:util';
import { buildPackages, packageNames } from './build/packages.mjs';

const { values, positionals } = parseArgs({
  options: { declarations: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !packageNames.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown package: ${unknown.join(', ')}. Choose from ${packageNames.join(', ')}.`);
  process.exit(2);
}
await buildPackages(positionals.length > 0 ? positionals : packageNames);
if (values.declarations) {
  const { writeDeclarations } = await import('./build/declarations.mjs');
  writeDeclarations();
}
