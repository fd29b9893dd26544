import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectorPackage } from './connector-package.ts';

let root: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'installed-')));
});
afterEach(async () => rm(root, { recursive: true }));

const program = () => join(root, 'node_modules/aliyun-sms/dist/connector-package.js');

async function installConnector(): Promise<string> {
  const folder = join(root, 'node_modules/connector-aliyun-sms');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{}');
  return folder;
}

test('finds the connector installed with the program', async () => {
  const folder = await installConnector();
  await mkdir(join(folder, 'lib'));
  await writeFile(join(folder, 'lib/index.js'), '');
  expect(connectorPackage(program())).toBe(folder);
});

test('without a build of the connector, the error says how to build it', async () => {
  await installConnector();
  expect(() => connectorPackage(program())).toThrow('Run: npm run build');
});

test('without the connector, the installation is reported as incomplete', () => {
  expect(() => connectorPackage(program())).toThrow('Reinstall both packages');
});
