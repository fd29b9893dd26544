import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSmsClient } from 'aliyun-sms-client';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSandbox } from '../sandbox.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  file = join(folder, 'messages.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('every acknowledged message survives a kill during sending', { timeout: 60_000 }, async () => {
  const program = join(folder, 'program.mjs');
  await bundle(program);
  const answered: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    // Each round starts with the file that the previous one left.
    /* oxlint-disable no-await-in-loop */
    const child = spawn(process.execPath, [program, file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = once(child, 'exit');
    const url = await firstLine(child);
    const killAfter = 20 * (round + 1);
    const killer = (count: number) => count === killAfter && child.kill('SIGKILL');
    answered.push(...(await sendUntilDead(url, round, killer)));
    await ended;
    /* oxlint-enable no-await-in-loop */
  }
  expect(lostOf(answered)).toEqual([]);
});

test(
  'every acknowledged message survives a kill during a rewrite of the file',
  { timeout: 120_000 },
  async () => {
    const program = join(folder, 'program.mjs');
    await bundle(program);
    const answered: string[] = [];
    let isTorn = false;
    for (let round = 10; round < 20 && !isTorn; round += 1) {
      /* oxlint-disable no-await-in-loop */
      const child = spawn(process.execPath, [program, file], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const ended = once(child, 'exit');
      const url = await firstLine(child);
      const watcher = watch(folder, (_event, name) => {
        if (name === 'messages.ndjson.new') child.kill('SIGKILL');
      });
      answered.push(...(await sendUntilDead(url, round)));
      watcher.close();
      await ended;
      // The second file still exists only if the kill came before the rename.
      isTorn = existsSync(`${file}.new`);
      /* oxlint-enable no-await-in-loop */
    }
    expect(isTorn).toBe(true);
    expect(lostOf(answered)).toEqual([]);
  },
);

/** The acknowledged sends that are missing from the file. */
function lostOf(answered: readonly string[]): readonly string[] {
  expect(answered.length).toBeGreaterThan(0);
  const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const sandbox = createSandbox({ persist: file, maxMessages: 1_000_000 });
  sandbox.clock.freeze();
  const kept = sandbox.messages.list().messages;
  emitWarning.mockRestore();
  const bizIds = new Set(kept.map(({ bizId }) => bizId));
  return answered.filter((bizId) => !bizIds.has(bizId));
}

async function bundle(program: string): Promise<void> {
  const source = join(folder, 'source.ts');
  writeFileSync(
    source,
    `import { startSandbox } from ${JSON.stringify(join(import.meta.dirname, '../start-sandbox.ts'))};
     const sandbox = await startSandbox({ port: 0, persist: process.argv[2], maxMessages: 1000000 });
     console.log(sandbox.url);`,
  );
  await build({
    entryPoints: [source],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['aliyun-sms-source'],
    // CommonJS packages `require` Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = child.stdout === null ? [''] : await once(child.stdout, 'data');
  return String(line).trim();
}

/**
 * Runs four senders until the connection breaks; returns the BizIds of acknowledged sends.
 * `acknowledged`: called after each with their number so far.
 */
async function sendUntilDead(
  url: string,
  round: number,
  acknowledged: (count: number) => unknown = () => undefined,
): Promise<readonly string[]> {
  const client = createSmsClient({
    credentials: { accessKeyId: 'testid', accessKeySecret: 'testsecret' },
    endpoint: url,
    maxRetries: 0,
    retryReusedSocket: false,
  });
  const answered: string[] = [];
  const sender = async (lane: number): Promise<void> => {
    for (let index = 0; ; index += 1) {
      const phoneNumber = String(8_613_900_000_000 + round * 1_000_000 + index * 4 + lane);
      // oxlint-disable-next-line no-await-in-loop
      const { bizId } = await client.sendSms({
        phoneNumber,
        signName: '阿里云短信测试',
        templateCode: 'SMS_154950909',
        templateParam: { code: '123456' },
      });
      answered.push(bizId);
      acknowledged(answered.length);
    }
  };
  await Promise.allSettled([0, 1, 2, 3].map(sender));
  return answered;
}
