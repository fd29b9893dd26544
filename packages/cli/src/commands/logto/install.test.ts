import { chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putConnector } from './put-connector.ts';
import { runCommand } from '../../testing/terminal.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
});

afterEach(async () => {
  await chmod(root, 0o700);
  await rm(root, { recursive: true });
});

async function writeJson(path: string, content: object) {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, JSON.stringify(content));
}

/** A Logto laid out like its source tree and image. */
async function makeLogto(kitVersion = '5.1.0') {
  const core = join(root, 'packages', 'core');
  await writeJson(join(core, 'package.json'), { name: '@logto/core', version: '1.42.0' });
  const kit = { name: '@logto/connector-kit', version: kitVersion };
  await writeJson(join(core, 'node_modules/@logto/connector-kit/package.json'), kit);
  await mkdir(join(core, 'connectors'));
  return join(core, 'connectors');
}

const install = (...line: string[]) => runCommand(['logto', 'install', root, ...line]);

describe('logto install', () => {
  it('installs the packed files where Logto looks for them, replaces and removes them', async () => {
    const connectors = await makeLogto();
    expect(await install()).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('installed in'),
    });
    const folder = join(connectors, 'connector-aliyun-sms');
    const files = await readdir(folder);
    expect(files).toEqual(expect.arrayContaining(['README.md', 'lib', 'logo.svg', 'package.json']));
    expect(files).not.toContain('src');
    await writeFile(join(folder, 'stale'), '');
    expect((await install()).stdout).toContain('replaced in');
    expect(await readdir(folder)).not.toContain('stale');
    expect((await install('--uninstall')).exitCode).toBe(0);
    expect(await readdir(connectors)).toEqual([]);
  });

  it('creates the connectors folder for the first connector', async () => {
    const connectors = await makeLogto();
    await rm(connectors, { recursive: true });
    expect((await install()).exitCode).toBe(0);
    expect(await readdir(connectors)).toEqual(['connector-aliyun-sms']);
  });

  it('reports a folder that cannot be created, for example because a volume is gone', async () => {
    const connectors = await makeLogto();
    await rm(connectors, { recursive: true });
    await symlink(join(root, 'gone', 'volume'), connectors);
    const { exitCode, stderr } = await install();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/cannot be written \(E[A-Z]+\)\. Nothing was changed/);
  });

  it('installs into a folder that is mounted into a container', async () => {
    const { exitCode, stdout } = await install();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('does not show which connector-kit');
    expect(await readdir(root)).toEqual(['connector-aliyun-sms']);
  });

  it('refuses a Logto with an incompatible kit before writing anything', async () => {
    const connectors = await makeLogto('3.0.0');
    const { exitCode, stderr } = await install();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('has @logto/connector-kit 3.0.0, but the connector requires ^4');
    expect(await readdir(connectors)).toEqual([]);
  });

  it('refuses to install if another connector has the same id', async () => {
    const connectors = await makeLogto();
    const twin = join(connectors, 'connector-fork');
    await writeJson(join(twin, 'package.json'), { name: 'connector-fork', version: '1.0.0' });
    await mkdir(join(twin, 'lib'));
    await writeFile(join(twin, 'lib/index.js'), 'const metadata = { id: "aliyun-sms" };');
    const { exitCode, stderr } = await install();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('connector-fork has the same id');
    expect(await readdir(connectors)).toEqual(['connector-fork']);
  });

  it('refuses a folder that is not a Logto installation', async () => {
    await writeFile(join(root, 'letter.txt'), '');
    const { exitCode, stderr } = await install();
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is not a Logto installation');
  });

  it('keeps the old state if copying fails', async () => {
    const target = join(root, 'connector-aliyun-sms');
    await mkdir(target);
    await writeFile(join(target, 'package.json'), 'old');
    // A socket cannot be copied: copying fails after the manifest.
    const source = join(root, 'source');
    await writeJson(join(source, 'package.json'), {});
    await mkdir(join(source, 'lib'));
    const socket = createServer();
    await new Promise<void>((resolve) => {
      socket.listen(join(source, 'lib', 'socket'), resolve);
    });
    await expect(putConnector(source, target)).rejects.toThrow('socket');
    socket.close();
    expect(await readFile(join(target, 'package.json'), 'utf8')).toBe('old');
    expect((await readdir(root)).toSorted()).toEqual(['connector-aliyun-sms', 'source']);
  });
});
