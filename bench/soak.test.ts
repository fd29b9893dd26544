import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { requireProgram } from '../scripts/require-program.ts';

const redisServer = requireProgram('redis-server');
const script = fileURLToPath(new URL('soaks.mjs', import.meta.url));

describe.skipIf(redisServer.absent)('npm run soak', () => {
  test('balances its books after one of each trouble', () => {
    const args = [script, '--rounds', '1', '--rate', '50'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const trouble of [
      'the sandbox killed and started again',
      'Redis killed and started again',
      'Redis stopped answering for a while',
      'Aliyun hung until its endpoint was spared',
      'the pooled connections swallowed all',
      'the service of temporary keys lost until the last key was over',
    ]) {
      expect(stdout).toMatch(new RegExp(`${trouble}.* 1 `));
    }
    expect(stdout).toContain('The books balance.');
  });

  test('balances those of two gateways', { timeout: 240_000 }, () => {
    const args = [script, 'gateway', '--rounds', '1', '--rate', '50'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const trouble of [
      'an instance killed and started again',
      'Redis killed and started again',
      'an instance told to end in the middle of its work',
      'Redis stopped answering for a while',
    ]) {
      expect(stdout).toMatch(new RegExp(`${trouble}.* 1 `));
    }
    expect(stdout).toContain('The books balance.');
  });
});
