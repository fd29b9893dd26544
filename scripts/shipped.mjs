// What users install: the packages' dependencies and what is bundled into them, transitively.
// `node scripts/shipped.mjs sbom` prints it as a bill of materials (CycloneDX); `… audit` fails if it has
// known vulnerabilities. npm alone overlooks bundled packages, which are devDependencies.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name));

function npm(...args) {
  const { stdout } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  return JSON.parse(stdout);
}

/** npm's bill for the whole repository, reduced to what can be reached from the packages. */
function billOfMaterials() {
  const bill = npm('sbom', '--sbom-format', 'cyclonedx');
  const reached = new Set();
  const edges = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const manifests = folders.map((folder) => ({ folder, manifest: readManifest(folder) }));
  const own = new Map(
    manifests.map(({ folder, manifest }) => [
      `${manifest.name}@${manifest.version}`,
      { name: manifest.name, shipped: shippedNames(folder, manifest) },
    ]),
  );
  const reach = (ref) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    const shipped = own.get(ref)?.shipped;
    const next = edges.get(ref) ?? [];
    for (const other of next) if (shipped?.has(nameOf(other)) ?? true) reach(other);
  };
  for (const ref of own.keys()) reach(ref);
  const { name } = readManifest(root);
  return {
    ...bill,
    // npm names the root by its folder, which can have any name.
    metadata: { ...bill.metadata, component: { ...bill.metadata.component, name } },
    components: bill.components
      .filter((component) => reached.has(component['bom-ref']))
      // npm names a workspace by its folder.
      .map((component) => ({
        ...component,
        name: own.get(component['bom-ref'])?.name ?? component.name,
      })),
    dependencies: bill.dependencies
      .filter(({ ref }) => reached.has(ref))
      .map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: dependsOn.filter(
          (other) => own.get(ref)?.shipped.has(nameOf(other)) ?? reached.has(other),
        ),
      })),
  };
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** Names of a package's direct dependencies and of what is bundled into it. */
function shippedNames(folder, { dependencies = {} }) {
  return new Set([...Object.keys(dependencies), ...bundledNames(folder)]);
}

/** Builds list the packages in their bundles and pages as headings of LICENSES.md. */
function bundledNames(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(?:lib|dist)\/.*LICENSES\.md$/.test(path.replaceAll('\\', '/')))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^## (\S+) - /gm)].map(([, name]) => name));
}

function nameOf(ref) {
  return ref.slice(0, ref.lastIndexOf('@'));
}

/** Shipped packages with known vulnerabilities. */
function vulnerabilities() {
  const report = npm('audit', '--json');
  if (report.vulnerabilities === undefined) {
    const reason = report.error?.summary || report.message || 'no reason given';
    console.error(
      `The registry did not answer the audit (${reason}), so that nothing was checked.\n` +
        'Use one that supports audits: npm_config_registry=<its URL> node scripts/shipped.mjs audit',
    );
    process.exit(2);
  }
  const shipped = new Set(billOfMaterials().components.map((component) => component.name));
  return Object.values(report.vulnerabilities).filter(({ name }) => shipped.has(name));
}

const commands = {
  sbom: () => console.log(JSON.stringify(billOfMaterials(), null, 2)),
  audit: () => {
    const found = vulnerabilities();
    for (const { name, severity, range } of found) console.error(`${name} ${range}: ${severity}`);
    console.log(`Shipped packages with known vulnerabilities: ${found.length}`);
    if (found.length > 0) process.exitCode = 1;
  },
};

const [command] = process.argv.slice(2);
if (!(command in commands)) throw new Error(`Unknown command "${command}": use "audit" or "sbom".`);
commands[command]();
