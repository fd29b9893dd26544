import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { repository } from './testing/repository.mjs';

// npm and npx pass on the Ctrl-C that the terminal has sent already, at any later moment.
test.skipIf(process.platform === 'win32').each([
  ['aliyun-sms demo', ['packages/cli/dist/bin.js', 'demo', '--demo-port', '0']],
  ['aliyun-sms-sandbox', ['packages/sandbox/dist/bin.js']],
])('%s ends in good order however often Ctrl-C reaches it', async (_, line) => {
  const args = [...line, '--port', '0'];
  const child = spawn(process.execPath, args, {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += String(chunk)));
  await vi.waitUntil(() => printed.includes('/inbox/'), 60_000);
  while (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGINT');
    await setImmediate();
  }
  const [exitCode, signal] = await ended;
  expect(signal).toBeNull();
  // On a slow machine, the presses of half a second end the demo at once.
  expect(exitCode).toBeOneOf([0, 130]);
});
