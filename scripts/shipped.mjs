// What users install: each package's dependencies and what is bundled into it, all the way down.
// `node scripts/shipped.mjs sbom` prints it as a bill of materials (CycloneDX), `… audit` fails on known holes in
// it. npm alone leaves out what is bundled, because the packages have it for their build only.
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

/** The bill of everything here, cut down to what can be reached from the packages. */
function billOfMaterials() {
  const bill = npm('sbom', '--sbom-format', 'cyclonedx');
  const reached = new Set();
  const edges = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const manifests = folders.map((folder) => ({ folder, manifest: readManifest(folder) }));
  const own = new Map(
    manifests.map(({ folder, manifest }) => [
      `${manifest.name}@${manifest.version}`,
      { name: manifest.name, wanted: firstLevel(folder, manifest) },
    ]),
  );
  const reach = (ref) => {
    if (reached.has(ref)) return;
    reached.add(ref);
    const wanted = own.get(ref)?.wanted;
    const next = edges.get(ref) ?? [];
    for (const other of next) if (wanted?.has(nameOf(other)) ?? true) reach(other);
  };
  for (const ref of own.keys()) reach(ref);
  const { name } = readManifest(root);
  return {
    ...bill,
    // npm names the root by its folder, which is called as whoever cloned it liked.
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
          (other) => own.get(ref)?.wanted.has(nameOf(other)) ?? reached.has(other),
        ),
      })),
  };
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function firstLevel(folder, { dependencies = {} }) {
  return new Set([...Object.keys(dependencies), ...bundledNames(folder)]);
}

/** The builds write down whose code their bundles and pages hold: each name is a heading. */
function bundledNames(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(?:lib|dist)\/.*LICENSES\.md$/.test(path.replaceAll('\\', '/')))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^## (\S+) - /gm)].map(([, name]) => name));
}

function nameOf(ref) {
  return ref.slice(0, ref.lastIndexOf('@'));
}

/** Names of shipped packages with a known hole. */
function holes() {
  const shipped = new Set(billOfMaterials().components.map((component) => component.name));
  const report = npm('audit', '--json');
  if (report.vulnerabilities === undefined) {
    const reason = report.error?.summary || report.message || 'no reason given';
    console.error(
      `The registry did not answer the audit (${reason}). Nothing is known about holes.\n` +
        'Ask one that answers audits: npm_config_registry=<its address> node scripts/shipped.mjs audit',
    );
    process.exit(2);
  }
  return Object.values(report.vulnerabilities).filter(({ name }) => shipped.has(name));
}

const commands = {
  sbom: () => console.log(JSON.stringify(billOfMaterials(), null, 2)),
  audit: () => {
    const found = holes();
    for (const { name, severity, range } of found) console.error(`${name} ${range}: ${severity}`);
    console.log(`${found.length} known holes in what ships.`);
    if (found.length > 0) process.exitCode = 1;
  },
};

const [command] = process.argv.slice(2);
if (!(command in commands)) throw new Error('Say what: audit or sbom.');
commands[command]();
