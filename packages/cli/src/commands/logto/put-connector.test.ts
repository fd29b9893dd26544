import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putConnector } from './put-connector.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  await mkdir(join(folder, 'source'));
  await writeFile(join(folder, 'source', 'package.json'), '{}');
});

afterEach(() => rm(folder, { recursive: true }));

describe('putConnector', () => {
  it('copies the files that exist, and leaves no temporary folder', async () => {
    await putConnector(join(folder, 'source'), join(folder, 'connectors', 'ours'));
    expect(await readdir(join(folder, 'connectors'))).toEqual(['ours']);
    expect(await readdir(join(folder, 'connectors', 'ours'))).toEqual(['package.json']);
  });
});
