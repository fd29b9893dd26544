// `node e2e/matrix.mjs`: runs the built connector in other hosts than the one in this repository's lock
// file: real kits and real loaders from npm, each under several versions of Node. It must load, send, and
// fail with the host's own error. Takes minutes and needs the network, so it is not part of `npm test`.
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startSandbox } from 'aliyun-sms-sandbox';

const repository = join(import.meta.dirname, '..');

/**
 * Each loader with the kit that npm installs for it; the oldest and the newest with every other kit of
 * their generation as well.
 */
const hosts = [
  { cli: '1.37.1' },
  { cli: '1.37.1', kit: '4.0.0' },
  { cli: '1.37.1', kit: '5.0.0' },
  { cli: '1.40.1' },
  { cli: '1.42.0' },
  { cli: '1.43.0' },
  { cli: '1.43.0', kit: '5.0.0' },
  { cli: '1.43.0', kit: '5.0.1' },
  { cli: '1.43.0', kit: '5.1.0' },
];
/** Versions of `@logto/cli` from 1.30 on that are not tried, and why. */
const untried = [
  { cli: '1.30 to 1.36', reason: 'not on npm, whose oldest is 1.37.1 (2026-11-25)' },
  { cli: '1.38, 1.39, 1.41', reason: 'not on npm (2026-11-25)' },
];
const nodes = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24'];

const scratch = mkdtempSync(join(tmpdir(), 'logto-matrix-'));
const npm = (cwd, ...args) =>
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
const options = ['--ignore-scripts', '--no-save'];

/** The binary of that version of Node, from npm; this process's own if it is the same. */
function nodeBinary(version) {
  if (process.versions.node.split('.')[0] === version) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const folder = join(scratch, `node-${version}`);
  mkdirSync(folder);
  npm(folder, 'install', `${name}@${version}`, ...options);
  return join(folder, 'node_modules', name, 'bin/node');
}

/** `packages/core` of a Logto with this loader and kit, the packed connector unpacked in it. */
function layOut({ cli, kit }, index) {
  const core = join(scratch, `logto-${index}`, 'packages/core');
  const connector = join(core, 'connectors/connector-aliyun-sms');
  mkdirSync(connector, { recursive: true });
  const overrides = kit === undefined ? {} : { '@logto/connector-kit': kit };
  const dependencies = { '@logto/cli': cli, zod: '3.24.3' };
  const manifest = { name: 'core', private: true, type: 'module', dependencies, overrides };
  writeFileSync(join(core, 'package.json'), JSON.stringify(manifest));
  npm(core, 'install', ...options);
  const [{ filename }] = JSON.parse(
    npm(join(repository, 'packages/connector'), 'pack', '--json', '--pack-destination', scratch),
  );
  execFileSync('tar', ['-xzf', join(scratch, filename), '-C', connector, '--strip-components=1']);
  copyFileSync(join(import.meta.dirname, 'testing/matrix-host.mjs'), join(core, 'host.mjs'));
  return core;
}

const say = (line) => process.stdout.write(`${line}\n`);

function isInScope(version) {
  const [major, minor] = version.split('.').map(Number);
  return /^[\d.]+$/.test(version) && (major > 1 || minor >= 30);
}

/** Loaders on npm that are missing above. */
function missingHosts() {
  const offered = [JSON.parse(npm(scratch, 'view', '@logto/cli', 'versions', '--json'))].flat();
  return offered.filter(
    (version) => isInScope(version) && !hosts.some(({ cli }) => cli === version),
  );
}

let lastNumber = 1000;

/** What is wrong in one cell; empty if nothing is. */
function problemsOf(result) {
  const expected = {
    loaded: true,
    valid: true,
    fresh: 'accepted',
    numberLimit: 'rate_limit_exceeded',
    accountLimit: result.knowsUsageLimit ? 'usage_limit_exceeded' : 'rate_limit_exceeded',
  };
  return Object.entries(expected)
    .filter(([name, value]) => result[name] !== value)
    .map(([name, value]) => `${name} is ${String(result[name])}, not ${String(value)}`);
}

async function tryCell(binary, core, endpoint) {
  lastNumber += 1;
  const env = { PATH: process.env.PATH, ALIYUN_SMS_LOG: 'silent' };
  const args = ['host.mjs', endpoint, `861390013${lastNumber}`];
  try {
    const { stdout } = await promisify(execFile)(binary, args, { cwd: core, env });
    const result = JSON.parse(stdout.slice(stdout.lastIndexOf('{"kit"')));
    return { kit: result.kit, problems: problemsOf(result) };
  } catch (error) {
    const [reason = ''] = String(error.stderr ?? error).match(/\w*Error.*/) ?? [];
    return { kit: '?', problems: [`the host did not run: ${reason}`] };
  }
}

if (!existsSync(join(repository, 'packages/connector/lib/index.js'))) {
  throw new Error('The connector is not built: run `npm run build` first.');
}
const sandbox = await startSandbox({ port: 0 });
let failed = 0;
try {
  for (const cli of missingHosts()) say(`untried loader ${cli}: on npm, but not in the matrix yet`);
  const binaries = nodes.map((version) => [version, nodeBinary(version)]);
  for (const [index, host] of hosts.entries()) {
    const core = layOut(host, index);
    for (const [version, binary] of binaries) {
      const { kit, problems } = await tryCell(binary, core, sandbox.url);
      const cell = `loader ${host.cli}, kit ${kit}, Node ${version}`;
      failed += problems.length > 0 ? 1 : 0;
      say(problems.length > 0 ? `FAILED  ${cell}: ${problems.join('; ')}` : `ok      ${cell}`);
    }
    rmSync(join(core, '../..'), { recursive: true, force: true });
  }
} finally {
  await sandbox.close();
  rmSync(scratch, { recursive: true, force: true });
}
for (const { cli, reason } of untried) say(`untried loader ${cli}: ${reason}`);
const cells = hosts.length * nodes.length;
say(`${cells - failed} of ${cells} hosts passed`);
process.exitCode = failed > 0 ? 1 : 0;
