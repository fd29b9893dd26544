import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const lib = join(folder, 'lib');

beforeAll(() => {
  if (!existsSync(join(lib, 'index.js'))) {
    throw new Error('The connector is not built: run `npm run build` first.');
  }
});

const importsOf = (file: string): readonly string[] => {
  const code = readFileSync(join(lib, file), 'utf8');
  const found = code.matchAll(
    /(?:^|[;}\s])(?:import|export)\b[^'"();]*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g,
  );
  return [...found].map(([, from, dynamic]) => from ?? dynamic ?? '');
};

describe('the package that Logto unpacks', () => {
  it('contains the bundle, the guide, the logos and the licences, and nothing else', () => {
    const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error'];
    const [packed] = JSON.parse(execFileSync('npm', args, { cwd: folder, encoding: 'utf8' }));
    const paths = packed.files.map(({ path }: { path: string }) => path);
    const ours = paths.filter(
      (path: string) => !/^lib\/(?!index)[\w-]+-[A-Z0-9]{8}\.js$|^lib\/chunk/.test(path),
    );
    expect(ours.toSorted()).toEqual([
      'LICENSE',
      'README.md',
      'lib/LICENSES.md',
      'lib/index.js',
      'logo-dark.svg',
      'logo.svg',
      'package.json',
    ]);
  });

  it('imports only the host’s kit, Node’s own modules and its own chunks', () => {
    const files = readdirSync(lib).filter((file) => file.endsWith('.js'));
    const foreign = files
      .flatMap(importsOf)
      .filter((name) => !isBuiltin(name) && name !== '@logto/connector-kit')
      .filter((name) => !existsSync(join(lib, name)));
    expect(foreign).toEqual([]);
    expect(importsOf('index.js')).toContain('@logto/connector-kit');
  });

  it('has Redis in a chunk that is loaded on first use', () => {
    const chunk = readdirSync(lib).find((file) => file.startsWith('redis-store-'));
    const code = readFileSync(join(lib, 'index.js'), 'utf8');
    expect(code).toContain(`import("./${chunk}")`);
    expect(code.split(String(chunk))).toHaveLength(2);
  });

  it('names the licence of everything in the bundle', () => {
    const licences = readFileSync(join(lib, 'LICENSES.md'), 'utf8');
    for (const name of ['zod', 'libphonenumber-js', '@redis/client']) {
      expect(licences).toContain(`## ${name} - `);
    }
  });

  it('keeps small what Logto reads whenever connectors are listed', () => {
    expect(readFileSync(join(folder, 'README.md')).length).toBeLessThan(20_000);
    for (const logo of ['logo.svg', 'logo-dark.svg']) {
      expect(readFileSync(join(folder, logo)).length).toBeLessThan(2_000);
    }
    expect(readFileSync(join(lib, 'index.js')).length).toBeLessThan(400 * 1024);
  });

  it('accepts every kit of 4.x and 5.x', () => {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({
      name: 'connector-aliyun-sms',
      dependencies: { '@logto/connector-kit': '^4.0.0 || ^5.0.0' },
    });
    expect(Object.keys(manifest.dependencies)).toHaveLength(1);
  });
});

it('loading opens no connection, timer or file', () => {
  const script = `
    const { default: create } = await import(${JSON.stringify(join(lib, 'index.js'))});
    await create({ getConfig: () => { throw new Error('not at load'); } });
    await new Promise(setImmediate);
    process.stdout.write(JSON.stringify(process.getActiveResourcesInfo()));
  `;
  const args = ['--input-type=module', '--eval', script];
  const left = JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }));
  expect(left.filter((kind: string) => !/^(?:PipeWrap|TTYWrap)$/.test(kind))).toEqual([]);
});
