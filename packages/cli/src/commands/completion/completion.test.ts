import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { requireProgram } from '../../../../../scripts/require-program.ts';
import { runCommand } from '../../testing/terminal.ts';

const scriptFor = async (shell: string, ...more: string[]) =>
  (await runCommand(['completion', shell, ...more])).stdout;

const zsh = requireProgram('zsh');
const fish = requireProgram('fish');

/** What bash offers for the last of the words. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const ask = `${await scriptFor('bash')}
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _aliyun_sms; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const line = ['-c', ask, 'bash', 'aliyun-sms', ...words];
  const { stdout } = await promisify(execFile)('bash', line);
  return stdout.trim().split('\n');
}

describe('completion in bash', () => {
  it('offers commands, their commands and their options', async () => {
    expect(await offered('s')).toEqual(['sandbox', 'send', 'sign', 'stats', 'serve']);
    expect(await offered('logto', 'p')).toEqual(['push', 'pull']);
    expect(await offered('sign', '')).toEqual(['list', 'get', 'verify', 'create', '-h', '--help']);
    expect(await offered('send', '+8613800138000', '--sh')).toEqual([
      '--show-codes',
      '--show-numbers',
    ]);
  });

  it('offers the values of an option with choices', async () => {
    expect(await offered('send', '--channel', '')).toEqual(['sms', 'mas', 'international']);
    expect(await offered('send', '--channel', 'm')).toEqual(['mas']);
  });

  it('leaves other values to the shell, which completes file names', async () => {
    expect(await offered('doctor', '--settings', '')).toEqual(['']);
  });
});

describe('completion in zsh and fish', () => {
  it('describes each command and option in the user’s language', async () => {
    const chinese = await scriptFor('zsh', '--lang', 'zh');
    expect(chinese.split('\n')[0]).toBe('#compdef aliyun-sms');
    expect(chinese).toContain("'push:在 Logto 中创建或更新连接器：用设置文件，或指向网关'");
    const english = await scriptFor('fish');
    expect(english).toContain(
      `complete -c aliyun-sms -n "__aliyun_sms_at 'logto push'" -s y -l yes -d 'proceed without asking'`,
    );
    expect(english).toContain("-l channel -x -a 'sms mas international'");
  });

  it.skipIf(zsh.absent)('is a script that zsh can parse', async () => {
    expect(spawnSync(zsh.path, ['-f', '-n', '-c', await scriptFor('zsh')]).status).toBe(0);
  });

  it.skipIf(fish.absent)('is a script with which fish completes', async () => {
    const ask = `${await scriptFor('fish')}
complete -C 'aliyun-sms logto p'; complete -C 'aliyun-sms send --channel m'`;
    const { stdout } = spawnSync(fish.path, ['--no-config', '-c', ask]);
    expect(String(stdout).match(/^\w+/gm)).toEqual(['pull', 'push', 'mas']);
  });
});

describe('completion', () => {
  it('names the supported shells if another is asked for', async () => {
    const { exitCode, stderr } = await runCommand(['completion', 'cmd']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('<shell> takes bash, zsh or fish, not "cmd".');
  });
});
