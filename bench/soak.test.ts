import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { requireProgram } from '../scripts/require-program.ts';

const redisServer = requireProgram('redis-server');
const script = fileURLToPath(new URL('soak.mjs', import.meta.url));

describe.skipIf(redisServer.absent)('npm run soak', () => {
  test('balances its books after a few seconds of trouble', () => {
    const args = [script, '--minutes', '0.1', '--rate', '100'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('600 sends');
    expect(stdout).toContain('The books balance.');
  });
});
