import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { requireProgram } from '../scripts/require-program.ts';

const redisServer = requireProgram('redis-server');
const script = fileURLToPath(new URL('soaks.mjs', import.meta.url));

describe.skipIf(redisServer.absent)('npm run soak', () => {
  test('balances its books after each trouble', () => {
    const args = [script, '--rounds', '1', '--rate', '50'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const trouble of [
      'sandbox killed and restarted',
      'Redis killed and restarted',
      'Redis paused',
      'sandbox paused until its endpoint was skipped',
      'pooled connections went dead',
      'key service down until the last key expired',
    ]) {
      expect(stdout).toMatch(new RegExp(`${trouble}.* 1 `));
    }
    expect(stdout).toContain('The books balance.');
  });

  test('balances its books with two gateways', { timeout: 240_000 }, () => {
    const args = [script, 'gateway', '--rounds', '1', '--rate', '50'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const trouble of [
      'instance killed and restarted',
      'Redis killed and restarted',
      'instance terminated while sending',
      'Redis paused',
    ]) {
      expect(stdout).toMatch(new RegExp(`${trouble}.* 1 `));
    }
    expect(stdout).toContain('The books balance.');
  });
});
