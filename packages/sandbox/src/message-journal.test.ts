import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSmsClient } from 'aliyun-sms-client';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
import { callSandbox } from './test-support/calls.ts';

const SEND = {
  Action: 'SendSms',
  SignName: '阿里云短信测试',
  TemplateCode: 'SMS_154950909',
  TemplateParam: '{"code":"123456"}',
};

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  file = join(folder, 'messages.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** At a fixed time, so that nothing is reported after the test. */
function frozen(options: SandboxOptions = {}): Sandbox {
  const sandbox = createSandbox({ persist: file, ...options });
  sandbox.clock.freeze();
  return sandbox;
}

async function send(sandbox: Sandbox, number: string): Promise<void> {
  expect(await callSandbox(sandbox, { ...SEND, PhoneNumbers: number })).toMatchObject({
    Code: 'OK',
  });
}

test('messages and their verdicts are there again after a restart', async () => {
  const before = frozen();
  await send(before, '13900001234');
  before.clock.shift(60_000);
  await send(before, '15400000101');
  const after = frozen();
  expect(after.messages.list()).toEqual(before.messages.list());
  after.clock.shift(3_600_000);
  expect(after.messages.list().messages).toMatchObject([
    { status: 'failed', errCode: 'MOBILE_NOT_ON_SERVICE' },
    { status: 'delivered' },
  ]);
});

test('cleared messages stay away', async () => {
  const before = frozen();
  await send(before, '13900001234');
  before.messages.clear();
  await send(before, '13900005678');
  expect(frozen().messages.list()).toMatchObject({
    total: 1,
    messages: [{ to: '+8613900005678' }],
  });
});

test('a send that cannot be written down is not accepted', async () => {
  const sandbox = frozen();
  rmSync(folder, { recursive: true });
  const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
  const call = { ...SEND, PhoneNumbers: '13900001234' };
  expect(await callSandbox(sandbox, call)).toMatchObject({ Code: 'InternalError' });
  sandbox.clock.shift(60_000);
  expect(emitWarning).toHaveBeenCalled();
  emitWarning.mockRestore();
});

test('only as many are kept as the store holds, in memory and in the file', async () => {
  const before = frozen();
  for (const number of ['13900000001', '13900000002', '13900000003']) {
    // oxlint-disable-next-line no-await-in-loop
    await send(before, number);
  }
  const after = frozen({ maxMessages: 2 });
  expect(after.messages.size()).toBe(2);
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
});

describe('a damaged file', () => {
  test.each([
    ['a torn last line', '{"message":{"id":"x","te', 'was not finished'],
    ['a line that is none', 'nonsense\n{"message":{}}\n', '2 damaged lines'],
  ])('with %s loses just that, with a warning', async (_, damage, warning) => {
    const before = frozen();
    await send(before, '13900001234');
    appendFileSync(file, damage);
    const emitWarning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const after = frozen();
    expect(after.messages.size()).toBe(1);
    expect(emitWarning).toHaveBeenCalledWith(expect.stringContaining(warning));
    emitWarning.mockClear();
    await send(after, '13900005678');
    expect(frozen().messages.size()).toBe(2);
    expect(emitWarning).not.toHaveBeenCalled();
    emitWarning.mockRestore();
  });
});

test(
  'every answered message survives a kill in the middle of the work',
  { timeout: 60_000 },
  async () => {
    const program = join(folder, 'program.mjs');
    await bundle(program);
    const answered: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      // Each round starts from the file that the last one left behind.
      /* oxlint-disable no-await-in-loop */
      const child = spawn(process.execPath, [program, file], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const url = await firstLine(child);
      const dying = sleep(100 + 50 * round).then(() => child.kill('SIGKILL'));
      answered.push(...(await sendUntilDead(url, round)));
      await dying;
      /* oxlint-enable no-await-in-loop */
    }
    expect(answered.length).toBeGreaterThan(0);
    vi.spyOn(process, 'emitWarning').mockReturnValue();
    const kept = frozen({ maxMessages: 1_000_000 }).messages.list().messages;
    vi.restoreAllMocks();
    const bizIds = new Set(kept.map(({ bizId }) => bizId));
    expect(answered.filter((bizId) => !bizIds.has(bizId))).toEqual([]);
  },
);

async function bundle(program: string): Promise<void> {
  const source = join(folder, 'source.ts');
  writeFileSync(
    source,
    `import { startSandbox } from ${JSON.stringify(join(import.meta.dirname, 'start-sandbox.ts'))};
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
    // Packages of CommonJS call `require` for Node's own modules.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

async function firstLine(child: ChildProcess): Promise<string> {
  const [line] = child.stdout === null ? [''] : await once(child.stdout, 'data');
  return String(line).trim();
}

/** Four senders at a time, each until the connection breaks; BizIds of the answered sends. */
async function sendUntilDead(url: string, round: number): Promise<readonly string[]> {
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
        signName: SEND.SignName,
        templateCode: SEND.TemplateCode,
        templateParam: { code: '123456' },
      });
      answered.push(bizId);
    }
  };
  await Promise.allSettled([0, 1, 2, 3].map(sender));
  return answered;
}
