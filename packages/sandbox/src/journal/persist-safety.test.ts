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
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
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
const refusal = (code: string) => expect.objectContaining({ name: 'PersistRefused', code });

describe('a file that is not the sandbox’s', () => {
  test.each([
    ['settings of another program', 'ALIYUN_KEY=abc\nPORT=1\n'],
    ['an incomplete line', 'x'],
    ['JSON lines of another program', '{"message":{"id":"1"}}\n'],
    ['a file of a later version', '{"file":"aliyun-sms-sandbox","version":2}\n'],
  ])('is left unchanged: %s', (_, content) => {
    writeFileSync(file, content);
    expect(() => createSandbox({ persist: file })).toThrow(refusal('EFOREIGN'));
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('is left unchanged if it has the name of the temporary file', () => {
    writeFileSync(`${file}.new`, 'mine');
    expect(() => createSandbox({ persist: file })).toThrow(refusal('EFOREIGN'));
    expect(readFileSync(`${file}.new`, 'utf8')).toBe('mine');
  });

  test('is left unchanged if it has the name of the lock', () => {
    writeFileSync(`${file}.lock`, 'mine');
    expect(() => createSandbox({ persist: file })).toThrow(refusal('EFOREIGN'));
    expect(readFileSync(`${file}.lock`, 'utf8')).toBe('mine');
  });

  test.each(['', '.new', '.lock'])('is not reached through a link with the suffix %j', (suffix) => {
    const target = join(folder, 'target');
    writeFileSync(target, '');
    symlinkSync(target, file + suffix);
    expect(() => createSandbox({ persist: file })).toThrow(refusal('EFOREIGN'));
    expect(readFileSync(target, 'utf8')).toBe('');
  });

  test('is distinguished from a half-written file of the sandbox', () => {
    writeFileSync(`${file}.new`, '{"file":"aliyun-');
    createSandbox({ persist: file });
    expect(existsSync(`${file}.new`)).toBe(false);
    expect(readFileSync(file, 'utf8')).toContain('aliyun-sms-sandbox');
  });
});

describe('of two processes', () => {
  test('one holds the file; after it is killed, the other gets it immediately', async () => {
    const child = await holder();
    expect(() => createSandbox({ persist: file })).toThrow(refusal('ELOCKED'));
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(`${file}.lock`)).toBe(true);
    const sandbox = await startSandbox({ port: 0, persist: file });
    await sandbox.close();
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test.each([
    ['on another machine without a sign of life is taken over', { host: 'elsewhere' }, 60, true],
    ['on another machine with a recent sign of life is not', { host: 'elsewhere' }, 1, false],
    ['with the pid of a later process is taken over', { pid: process.ppid }, 1, true],
    ['with this process’s pid from before a restart is taken over', {}, 1, true],
  ])('a lock %s', (_, change, secondsAgo, isTaken) => {
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

/** Another process changes the lock while this one checks whether its holder runs. */
function meanwhile(change: () => void): void {
  const kill = vi.spyOn(process, 'kill').mockImplementationOnce(() => {
    change();
    return true;
  });
  onTestFinished(() => kill.mockRestore());
}

const proc = (path: string) => readFileSync(`/proc/${path}`, 'utf8');

describe('a stale lock', () => {
  /** Of a process that runs, but started at another time. */
  const stale = { lock: 'aliyun-sms-sandbox', pid: process.ppid, host: hostname(), start: '1' };
  let lock: string;
  beforeEach(() => {
    lock = `${file}.lock`;
    writeFileSync(lock, JSON.stringify(stale));
  });

  test('that disappears meanwhile is no obstacle', () => {
    meanwhile(() => rmSync(lock));
    createSandbox({ persist: file });
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('that another process takes over meanwhile stays that process’s', () => {
    const theirs = JSON.stringify({ ...stale, host: 'elsewhere' });
    meanwhile(() => writeFileSync(lock, theirs));
    expect(() => createSandbox({ persist: file })).toThrow(refusal('ELOCKED'));
    expect(readFileSync(lock, 'utf8')).toBe(theirs);
  });

  test('is left to a process that is taking it over', () => {
    writeFileSync(`${lock}.stale`, JSON.stringify({ ...stale, host: 'elsewhere' }));
    expect(() => createSandbox({ persist: file })).toThrow(refusal('ELOCKED'));
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toEqual(stale);
  });

  test('is taken over even if a process died while doing so', () => {
    writeFileSync(`${lock}.stale`, JSON.stringify(stale));
    createSandbox({ persist: file });
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(existsSync(`${lock}.stale`)).toBe(false);
  });

  test.skipIf(process.platform !== 'linux')('of a zombie is taken over', async () => {
    // `sleep` replaces the shell, and does not collect its child, which ends with the input.
    const program = 'exec 3<&0; (read line <&3) & echo $!; exec sleep 600';
    const parent = spawn('sh', ['-c', program], { stdio: ['pipe', 'pipe', 'ignore'] });
    onTestFinished(() => void parent.kill());
    const pid = Number(String((await once(parent.stdout, 'data'))[0]));
    await expect.poll(() => proc(`${parent.pid}/comm`)).toBe('sleep\n');
    parent.stdin.end();
    const fields = () => proc(`${pid}/stat`).split(' ');
    await expect.poll(() => fields()[2]).toBe('Z');
    writeFileSync(lock, JSON.stringify({ ...stale, pid, start: fields()[21] }));
    createSandbox({ persist: file });
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
  });
});

test('a file in a folder that does not exist is refused with the error of the system', () => {
  const missing = join(folder, 'missing', 'messages.ndjson');
  expect(() => createSandbox({ persist: missing })).toThrow('ENOENT');
});

test('closing a sandbox twice releases its file once', async () => {
  const [first, second] = [
    await startSandbox({ port: 0, persist: file }),
    await startSandbox({ port: 0, persist: file }),
  ];
  await first.close();
  await first.close();
  expect(existsSync(`${file}.lock`)).toBe(true);
  await second.close();
  expect(existsSync(`${file}.lock`)).toBe(false);
});

describe('a full disk', () => {
  test('loses no acknowledged message and keeps no unacknowledged one', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { disk, sandbox } = onLimitedDisk();
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

  test('shows no change to signatures that was not acknowledged', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { disk, sandbox } = onLimitedDisk();
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

  test('during a rewrite leaves the old file intact', async () => {
    const warning = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { sandbox } = onLimitedDisk();
    await send(sandbox, '13900000001');
    const before = readFileSync(file, 'utf8');
    const next = createSandbox();
    expect(() => new Journal(file, next, () => {}, noSpace).start()).toThrow('no space left');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(existsSync(`${file}.new`)).toBe(false);
    warning.mockRestore();
  });
});

/** A process that holds the lock until it is killed. */
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

/** A sandbox on a simulated disk with `disk.left` bytes free. */
function onLimitedDisk() {
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
