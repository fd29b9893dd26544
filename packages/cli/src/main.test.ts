import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue/index.ts';
import type { CommandSpec } from './command.ts';
import { runCommand } from './testing/terminal.ts';

/** Every command with the words that call it. */
function* commandLines(
  spec: CommandSpec,
  path: readonly string[] = [],
): Generator<{
  readonly path: readonly string[];
  readonly spec: CommandSpec;
}> {
  yield { path, spec };
  for (const child of spec.commands ?? []) yield* commandLines(child, [...path, child.name]);
}

const all = [...commandLines(catalogue)];

describe('the command line', () => {
  it('prints its version', async () => {
    expect(await runCommand(['--version'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each(all)('helps with "$path" and shows examples', async ({ path, spec }) => {
    const { exitCode, stdout } = await runCommand([...path, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(spec.summary.en);
    expect(stdout).toMatch(/Usage: aliyun-sms.*\n(.|\n)*Examples:\n {2}aliyun-sms/);
  });

  it.each(all)('helps with "$path" in Chinese by LANG', async ({ path, spec }) => {
    const { stdout } = await runCommand([...path, '--help'], {
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    expect(stdout).toContain(spec.summary.zh);
    expect(stdout).toMatch(/用法：/);
  });

  it('--lang beats LANG', async () => {
    const environment = { LANG: 'zh_CN.UTF-8' };
    const { stdout } = await runCommand(['demo', '--lang', 'en', '--help'], { environment });
    expect(stdout).toContain('Usage:');
  });

  it('no option takes a secret', () => {
    const flags = all.flatMap(({ spec }) => (spec.options ?? []).map((option) => option.flags));
    const withValue = flags.filter((flag) => /<|\[/.test(flag));
    expect(withValue.filter((flag) => /secret|password|token/i.test(flag))).toEqual([]);
  });

  it.each([
    { line: ['no-such-command'], why: 'an unknown command' },
    { line: ['demo', '--no-such-flag'], why: 'an unknown flag' },
    { line: ['demo', '--lang', 'fr'], why: 'a value outside its choices' },
    { line: ['demo', '--port', '65536'], why: 'a port out of range' },
    { line: ['demo', 'surplus'], why: 'a surplus argument' },
  ])('$why is wrong usage: exit code 2 and a reason on stderr', async ({ line }) => {
    const { exitCode, stdout, stderr } = await runCommand(line);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.trim()).not.toBe('');
  });

  it('PORT that is no port is named', async () => {
    const { exitCode, stderr } = await runCommand(['sandbox'], { environment: { PORT: '4o86' } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('PORT takes a whole number from 0 to 65535, not "4o86".');
  });
});
