import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSandbox } from '../sandbox.ts';
import { startSandbox } from '../start-sandbox.ts';
import { SEND, callSandbox } from '../testing/calls.ts';
import { Journal } from './journal.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  file = join(folder, 'messages.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noSpace = (): number => {
  throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
};
const refused = (code: string) => expect.objectContaining({ name: 'PersistRefused', code });

describe('a file that is not the sandbox’s', () => {
  test.each([
    ['settings of another program', 'ALIYUN_KEY=abc\nPORT=1\n'],
    ['one line without an end', 'x'],
    ['JSON lines of another program', '{"message":{"id":"1"}}\n'],
    ['one of a later version', '{"file":"aliyun-sms-sandbox","version":2}\n'],
  ])('is left as it is: %s', (_, content) => {
    writeFileSync(file, content);
    expect(() => createSandbox({ persist: file })).toThrow(refused('EFOREIGN'));
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('is left as it is where it stands in the way of the second file', () => {
    writeFileSync(`${file}.new`, 'mine');
    expect(() => createSandbox({ persist: file })).toThrow(refused('EFOREIGN'));
    expect(readFileSync(`${file}.new`, 'utf8')).toBe('mine');
  });

  test('is left as it is where it stands in the way of the lock', () => {
    writeFileSync(`${file}.lock`, 'mine');
    expect(() => createSandbox({ persist: file })).toThrow(refused('EFOREIGN'));
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe('mine');
  });

  test.each(['', '.new', '.lock'])('is not reached by way of a link at %j', (suffix) => {
    const target = join(folder, 'target');
    writeFileSync(target, '');
    symlinkSync(target, file + suffix);
    expect(() => createSandbox({ persist: file })).toThrow(refused('EFOREIGN'));
    expect(readFileSync(target, 'utf8')).toBe('');
  });

  test('is told apart from one that a process left half written', () => {
    writeFileSync(`${file}.new`, '{"file":"aliyun-');
    createSandbox({ persist: file });
    expect(existsSync(`${file}.new`)).toBe(false);
    expect(readFileSync(file, 'utf8')).toContain('aliyun-sms-sandbox');
  });
});

describe('of two processes', () => {
  test('one has the file; when it was killed, the other gets it at once', async () => {
    const child = await holder();
    expect(() => createSandbox({ persist: file })).toThrow(refused('ELOCKED'));
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(`${file}.lock`)).toBe(true);
    const sandbox = await startSandbox({ port: 0, persist: file });
    await sandbox.close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test.each([
    ['a process of another machine that shows no life is gone', { host: 'elsewhere' }, 60, true],
    ['a process of another machine that does is not', { host: 'elsewhere' }, 1, false],
    ['a number that another process has by now means nothing', { pid: process.ppid }, 1, true],
    ['this process’s own number from before a restart means nothing', {}, 1, true],
  ])('%s', (_, change, secondsAgo, isTaken) => {
    const lock = `${file}.lock`;
    const left = { lock: 'aliyun-sms-sandbox', pid: process.pid, host: hostname(), start: '1' };
    writeFileSync(lock, JSON.stringify({ ...left, ...change }));
    const beat = Date.now() / 1000 - secondsAgo;
    utimesSync(lock, beat, beat);
    const outcome = () => {
      try {
        createSandbox({ persist: file });
        return 'taken over';
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    expect(outcome()).toBe(isTaken ? 'taken over' : 'ELOCKED');
  });
});

describe('a full disk', () => {
  test('loses nothing that was acknowledged, and keeps nothing that was not', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { disk, sandbox } = small();
    expect(await send(sandbox, '13900000001')).toMatchObject({ Code: 'OK' });
    disk.left = 100;
    expect(await send(sandbox, '13900000002')).toMatchObject({ Code: 'InternalError' });
    expect(await send(sandbox, '13900000003,13900000004')).toMatchObject({ Code: 'InternalError' });
    expect(sandbox.messages.list().messages.map(({ to }) => to)).toEqual(['+8613900000001']);
    expect(sandbox.lastCode('13900000002')).toBeUndefined();
    expect(warning).toHaveBeenCalled();
    disk.left = Infinity;
    expect(await send(sandbox, '13900000005')).toMatchObject({ Code: 'OK' });
    warning.mockClear();
    const after = createSandbox({ persist: file });
    expect(after.messages.list()).toEqual(sandbox.messages.list());
    expect(warning).not.toHaveBeenCalled();
    warning.mockRestore();
  });

  test('has no signature shown that was not taken', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { disk, sandbox } = small();
    disk.left = 10;
    const sign = { Action: 'CreateSmsSign', SignSource: '0', QualificationId: '123' };
    expect(await callSandbox(sandbox, { ...sign, SignName: '晨光书店' })).toMatchObject({
      Code: 'InternalError',
    });
    const gone = { Action: 'DeleteSmsSign', SignName: '示例科技' };
    expect(await callSandbox(sandbox, gone)).toMatchObject({ Code: 'InternalError' });
    const names = [...(sandbox.accounts.all()[0]?.signNames.keys() ?? [])];
    expect(names).not.toContain('晨光书店');
    expect(names).toContain('示例科技');
    warning.mockRestore();
  });

  test('while the file is rewritten leaves the old one whole', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { sandbox } = small();
    await send(sandbox, '13900000001');
    const before = readFileSync(file, 'utf8');
    const next = createSandbox();
    expect(() => new Journal(file, next, () => {}, noSpace).start()).toThrow('no space left');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(existsSync(`${file}.new`)).toBe(false);
    warning.mockRestore();
  });
});

/** A process that holds the lock until it is ended. */
async function holder() {
  const program = join(folder, 'holder.mjs');
  await build({
    stdin: {
      contents: `import { lockFile } from './file-lock.ts';
          lockFile(process.argv[2]);
          console.log('held');
          setInterval(() => {}, 1000);`,
      resolveDir: import.meta.dirname,
    },
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  const child = spawn(process.execPath, [program, `${file}.lock`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

/** A sandbox whose disk takes so many bytes more. */
function small() {
  const disk = { left: Infinity };
  const write = (to: number, bytes: Buffer, offset: number): number => {
    if (disk.left === 0) {
      return noSpace();
    }
    const written = writeSync(to, bytes, offset, Math.min(bytes.length - offset, disk.left));
    disk.left -= written;
    return written;
  };
  const sandbox = createSandbox();
  sandbox.clock.freeze();
  new Journal(file, sandbox, () => {}, write).start();
  return { disk, sandbox };
}

const send = async (sandbox: ReturnType<typeof createSandbox>, number: string) =>
  callSandbox(sandbox, { ...SEND, PhoneNumbers: number });
