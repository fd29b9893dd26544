import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type RunningSandbox, type StartSandboxOptions } from 'aliyun-sms-sandbox';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';

interface OwnSandbox {
  readonly sandbox: () => RunningSandbox;
  readonly folder: () => string;
  /** Resolves when the sandbox has been called with this action. */
  readonly called: (action: string) => Promise<void>;
}

/** A sandbox and an empty folder for each test, or for all tests of a file; removed afterwards. */
export function ownSandbox(
  lasting: 'test' | 'file',
  options: StartSandboxOptions = {},
): OwnSandbox {
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
  return {
    sandbox: () => sandbox,
    folder: () => folder,
    called: (action) =>
      expect.poll(() => sandbox.requests.list().map((request) => request.action)).toContain(action),
  };
}
