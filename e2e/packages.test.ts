import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { installPackages, type InstalledPackages } from './testing/installed-packages.ts';
import { repository } from './testing/repository.mjs';

const run = promisify(execFile);
const names = ['client', 'sender', 'connector', 'sandbox', 'gateway', 'cli'];
const manifests = names.map((name) => {
  const text = readFileSync(join(repository, 'packages', name, 'package.json'), 'utf8');
  const manifest: Record<string, unknown> & { name: string } = JSON.parse(text);
  return { folder: name, name: manifest.name, manifest };
});

let installed: InstalledPackages;
const children: ChildProcess[] = [];

// Builds, packs, installs and compiles, which may take minutes on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 600_000 });

beforeAll(async () => {
  installed = await installPackages();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(installed.folder, { recursive: true });
});

const modules = (...path: string[]) => join(installed.folder, 'node_modules', ...path);

describe.each(manifests)('the tarball of $name', ({ folder, name, manifest }) => {
  test('contains what its manifest names, README and licences, but no tests', async () => {
    const { stdout } = await run('tar', ['-tzf', installed.tarballs.get(name) ?? '']);
    const files = stdout.split('\n').map((line) => line.replace(/^package\//, './'));
    expect(files).toEqual(expect.arrayContaining(['./README.md', './LICENSE']));
    const named = JSON.stringify([manifest['main'], manifest['bin'], manifest['exports']]);
    for (const [path] of named.matchAll(/\.\/(?:dist|lib|src)\/[^"]+/g)) {
      expect(files).toContain(path);
    }
    expect(files.filter((file) => /\.test\.|\/testing\/|tsconfig|build\.mjs$/.test(file))).toEqual(
      [],
    );
    const bundles = ['client', 'connector', 'sandbox', 'cli'].includes(folder);
    expect(files.some((file) => file.endsWith('LICENSES.md'))).toBe(bundles);
  });

  test('has a searchable description and keywords, and requires a tested Node.js', () => {
    expect(manifest['description']).toMatch(/Aliyun/);
    expect(manifest['keywords']).toContain('aliyun');
    expect(manifest['license']).toBe('MIT');
    expect(manifest['engines']).toEqual({ node: '^20.19.0 || >=22.12.0' });
  });
});

test('npm only prints engine warnings for Logto’s own packages', () => {
  const unsupported = [...installed.warnings.matchAll(/EBADENGINE\s+package: '(.+)@.+'/g)];
  expect(unsupported.filter(([, name]) => name?.startsWith('@logto/') !== true)).toEqual([]);
  expect(installed.warnings).not.toMatch(/deprecated|peer/);
});

/** Runs the installed command, and waits for what it prints. */
function aliyunSms(...line: string[]) {
  const child = spawn(process.execPath, [modules('aliyun-sms/dist/bin.js'), ...line], {
    cwd: installed.folder,
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
  children.push(child);
  let output = '';
  const ended = once(child, 'exit');
  const prints = async (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output);
        if (found) resolve(found[1] ?? found[0]);
      };
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          output += chunk.toString();
          look();
        });
      }
      void ended.then(() => reject(new Error(`It ended: ${output}`)));
      look();
    });
  const stop = async () => {
    child.kill('SIGINT');
    return ended;
  };
  return { prints, stop, ended };
}

describe('the installed command line', () => {
  test('is linked by npm', () => {
    const links = readdirSync(modules('.bin'));
    expect(links).toContain(process.platform === 'win32' ? 'aliyun-sms.cmd' : 'aliyun-sms');
  });

  test('demo sends a code through the installed connector, and ends cleanly', async () => {
    const demo = aliyunSms('demo', '--port', '0', '--demo-port', '0', '--lang', 'en');
    expect(await demo.prints(/【.+】\D*(\d{6})/)).toMatch(/^\d{6}$/);
    const page = await demo.prints(/Sign-in page\s+(http:\S+)/);
    expect(await (await fetch(page)).text()).toContain('Sign in by SMS');
    // Logto's HTTP SMS connector, which it needs, is only in a clone.
    expect(await demo.prints(/Sign-in page[^]*Ctrl-C/)).not.toContain('--gateway');
    expect(await demo.stop()).toEqual([0, null]);
  });

  test('sandbox serves its inbox', async () => {
    const sandbox = aliyunSms('sandbox', '--port', '0', '--lang', 'en');
    const inbox = await sandbox.prints(/(http:\S+\/inbox\/)/);
    const html = await (await fetch(inbox)).text();
    const script = /src="(\.\/assets\/[^"]+)"/.exec(html)?.[1] ?? '';
    expect((await fetch(new URL(script, inbox))).status).toBe(200);
    expect(await sandbox.stop()).toEqual([0, null]);
  });

  test('logto install prepares a folder to mount', async () => {
    const folder = join(installed.folder, 'connectors');
    mkdirSync(folder);
    expect(await aliyunSms('logto', 'install', folder).ended).toEqual([0, null]);
    for (const name of ['package.json', 'lib/index.js', 'README.md', 'logo.svg']) {
      expect(existsSync(join(folder, 'connector-aliyun-sms', name))).toBe(true);
    }
  });
});

const codes = ['048291', '113355', '224466', '335577'];

/** A user's test, for either runner. */
const specification = (runner: string, endpoint: string) => `
import { createSmsClient } from 'aliyun-sms-client';
import { test } from 'aliyun-sms-sandbox/${runner}';
import { expect } from '${runner === 'vitest' ? 'vitest' : '@playwright/test'}';

for (const code of ${JSON.stringify(codes)}) {
  test('reads its own code ' + code, async ({ phone, ${endpoint} }) => {
    const client = createSmsClient({
      credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
      endpoint: ${endpoint === 'sandbox' ? 'sandbox.url' : endpoint},
    });
    const read = phone.waitForCode();
    await client.sendSms({
      phoneNumber: phone.number,
      signName: '阿里云短信测试',
      templateCode: 'SMS_154950909',
      templateParam: { code },
    });
    expect(await read).toBe(code);
  });
}
`;

async function runTests(runner: string, file: string, env: NodeJS.ProcessEnv = {}) {
  const cwd = join(installed.folder, 'tests');
  mkdirSync(cwd, { recursive: true });
  writeFileSync(
    join(cwd, file),
    specification(runner, runner === 'vitest' ? 'sandbox' : 'sandboxUrl'),
  );
  const program =
    runner === 'vitest' ? modules('vitest/vitest.mjs') : modules('@playwright/test/cli.js');
  const args = runner === 'vitest' ? ['run', '--reporter=default'] : ['test', '--reporter=line'];
  const { stdout } = await run(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
  }).catch((error: unknown) => Object(error));
  return String(stdout);
}

describe('the fixtures of the installed sandbox', () => {
  test('give each test in Vitest its own phone', async () => {
    expect(await runTests('vitest', 'sign-in.test.mjs')).toContain('4 passed');
  });

  test('give each test in two Playwright workers its own phone', async () => {
    const sandbox = aliyunSms('sandbox', '--port', '0', '--lang', 'en');
    const address = await sandbox.prints(/(http:\/\/127\.0\.0\.1:\d+)/);
    const configuration = `export default {
      fullyParallel: true, workers: 2, testMatch: '*.spec.mjs', outputDir: 'results' };`;
    mkdirSync(join(installed.folder, 'tests'), { recursive: true });
    writeFileSync(join(installed.folder, 'tests/playwright.config.mjs'), configuration);
    const env = { ALIYUN_SMS_SANDBOX_URL: address };
    expect(await runTests('playwright', 'sign-in.spec.mjs', env)).toContain('4 passed');
    await sandbox.stop();
  });
});

test('the libraries load from CommonJS', async () => {
  const script = `
    const { createSmsClient } = require('aliyun-sms-client');
    const { createSandbox } = require('aliyun-sms-sandbox');
    const { createSender } = require('aliyun-sms-sender');
    const { startGateway } = require('aliyun-sms-gateway');
    createSmsClient({
      credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
      transport: createSandbox().handle,
    }).sendSms({
      phoneNumber: '13800138000', signName: '阿里云短信测试',
      templateCode: 'SMS_154950909', templateParam: { code: '123456' },
    }).then(({ bizId }) => console.log(typeof bizId, typeof createSender, typeof startGateway));
  `;
  const { stdout } = await run(process.execPath, ['--input-type=commonjs', '--eval', script], {
    cwd: installed.folder,
  });
  expect(stdout).toBe('string function function\n');
});

/** TypeScript's diagnostics for files in the project. */
function complaints(files: readonly string[], own: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(
    files.map((file) => join(installed.folder, file)),
    {
      target: ts.ScriptTarget.ES2023,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [modules('@types')],
      ...own,
    },
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) =>
      [file?.fileName, ts.flattenDiagnosticMessageText(messageText, '\n')].join(': '),
    );
}

/** The programs in the packages' READMEs, as files in the project. */
function guides(): readonly string[] {
  return manifests.flatMap(({ folder, name }) => {
    const text = readFileSync(modules(name, 'README.md'), 'utf8');
    const programs = [...text.matchAll(/^```ts\n(import [^]*?)^```$/gm)];
    return programs.map(([, program], index) => {
      const file = `guide-${folder}-${index}.ts`;
      // What a README leaves to its reader.
      const declared =
        'declare const accessKeyId: string, accessKeySecret: string, seed: object;\n';
      writeFileSync(join(installed.folder, file), `${program}${declared}`);
      return file;
    });
  });
}

describe('TypeScript finds the types', () => {
  beforeAll(() => {
    const consumer = fileURLToPath(new URL('testing/consumer.ts', import.meta.url));
    copyFileSync(consumer, join(installed.folder, 'consumer.ts'));
  });

  test('with nodenext, and the programs in the READMEs compile', () => {
    const files = ['consumer.ts', ...guides()];
    expect(files.length).toBeGreaterThanOrEqual(4);
    const moduleResolution = ts.ModuleResolutionKind.NodeNext;
    expect(complaints(files, { module: ts.ModuleKind.NodeNext, moduleResolution })).toEqual([]);
  });

  test('with bundler', () => {
    const moduleResolution = ts.ModuleResolutionKind.Bundler;
    const options = { module: ts.ModuleKind.ESNext, moduleResolution };
    expect(complaints(['consumer.ts'], options)).toEqual([]);
  });

  test('with node10, for CommonJS', () => {
    const moduleResolution = ts.ModuleResolutionKind.Node10;
    const options = { module: ts.ModuleKind.CommonJS, moduleResolution, ignoreDeprecations: '6.0' };
    expect(complaints(['consumer.ts'], options)).toEqual([]);
  });
});
