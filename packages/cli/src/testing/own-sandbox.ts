import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox, type StartSandboxOptions } from 'aliyun-sms-sandbox';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

/** A sandbox and an empty folder for each test, or for all tests of a file; gone afterwards. */
export function ownSandbox(
  lasting: 'test' | 'file',
  options: StartSandboxOptions = {},
): { readonly sandbox: () => RunningSandbox; readonly folder: () => string } {
  let sandbox: RunningSandbox;
  let folder: string;
  const [before, after] = lasting === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    sandbox = await startSandbox({ port: 0, ...options });
    folder = await mkdtemp(join(tmpdir(), 'aliyun-sms-'));
  });
  after(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true });
  });
  return { sandbox: () => sandbox, folder: () => folder };
}
