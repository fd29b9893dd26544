import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { repository } from './testing/repository.mjs';

const folder = mkdtempSync(join(tmpdir(), 'test-run-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = {
  'sums.test.mjs': `describe('sums', () => {
    test('are wrong', () => { expect(1 + 1).toBe(3); });
    test('are right', () => { expect(1 + 1).toBe(2); });
    test.skip('come later', () => {});
  });`,
  'unloadable.test.mjs': `throw new Error('redis-server is not installed here\\nand more');`,
  'stray.test.mjs': `test('leaves a promise', () => { void Promise.reject(new Error('nobody catches')); });`,
};
for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);

/** What `npm test` prints in the folder. */
async function run(...line: string[]) {
  const script = join(repository, 'scripts/test.mjs');
  const args = [script, '--root', folder, '--globals', ...line];
  return new Promise<{ failed: boolean; lines: string[] }>((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, CI: 'true' } }, (error, stdout) => {
      resolve({ failed: error !== null, lines: stdout.trimEnd().split('\n') });
    });
  });
}

test('the closing lines name what failed and the command that runs its file alone', async () => {
  const { failed, lines } = await run('test');
  expect(failed).toBe(true);
  expect(lines.at(-1)).toBe('2 passed, 3 failed, 1 skipped');
  const closing = lines
    .slice(lines.findIndex((line) => line.startsWith('Failed tests')))
    .join('\n');
  expect(closing).toMatch(/^npm test -- .*sums\.test\.mjs\n {2}sums > are wrong$/m);
  expect(closing).toMatch(
    /^npm test -- .*unloadable\.test\.mjs\n {2}redis-server is not installed here$/m,
  );
  expect(closing).toMatch(/^outside every test: nobody catches$/m);
  expect(closing).not.toContain('are right');
});

test.each([
  ['a file that is not there', ['nowhere']],
  ['a configuration that cannot be read', ['--config', 'nowhere.mjs', 'sums']],
])('%s counts as a failure', async (_, line) => {
  const { failed, lines } = await run(...line);
  expect({ failed, last: lines.at(-1) }).toEqual({
    failed: true,
    last: '0 passed, 1 failed, 0 skipped',
  });
});
