import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { repository } from './testing/repository.mjs';

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const { scripts }: { scripts: { start: string } } = JSON.parse(read('package.json'));
const program = (name: string) => join(repository, 'packages', name, 'dist/bin.js');

const folder = mkdtempSync(join(tmpdir(), 'ctrl-c-'));
afterAll(() => rmSync(folder, { recursive: true }));
// `npm start` as it is, but that nothing is installed or built first.
const script = scripts.start.replace('scripts/run.mjs', program('cli'));
writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: script } }));

/** Starts a command in a process group of its own, and waits until it runs. */
async function start(command: string, ...args: string[]) {
  const child = spawn(command, [...args, '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    // As in a terminal, not as in the script of npm that these tests may run in.
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  await vi.waitUntil(() => printed.includes('/inbox/'), 60_000);
  return child;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode !== null || signalCode !== null;

// On a slow machine the first and the last press are more than half a second apart: 130.
const inGoodOrder = [
  [0, null],
  [130, null],
];

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  // npm and npx pass on the one that the terminal has sent already, at any later moment.
  test.each([
    ['aliyun-sms demo', 'cli', ['demo']],
    ['aliyun-sms-sandbox', 'sandbox', []],
  ])('ends %s in good order, however often it comes', async (_, name, words) => {
    const child = await start(process.execPath, program(name), ...words);
    const ended = once(child, 'exit');
    while (!hasEnded(child)) {
      child.kill('SIGINT');
      await setImmediate();
    }
    expect(inGoodOrder).toContainEqual(await ended);
  });

  test('ends npm start in good order, whose shell would die of it', async () => {
    const child = await start('npm', 'start', '--');
    const ended = once(child, 'exit');
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(inGoodOrder).toContainEqual(await ended);
  });
});

test('npm start begins with a word that Windows knows, too', () => {
  expect(scripts.start).toMatch(/^exec node /);
  // The line with which npm's own shims leave batch processing before the program runs.
  expect(read('exec.cmd')).toMatch(/^@goto #_undefined_# 2>NUL \|\| title %COMSPEC% & %\*\r?$/m);
});
