import { describe, expect, it } from 'vitest';
import { runCommand } from './testing/terminal.ts';

/** Runs a command against an endpoint at which nothing listens. */
const withSecret = (stdin: string) =>
  runCommand(
    ['stats', '--endpoint', 'http://127.0.0.1:1', '--access-key-id', 'a', '--secret-stdin'],
    { stdin },
  );

const NO_SECRET = '✗ The first line of standard input does not contain a secret.\n';

describe('a missing secret', () => {
  it.each([
    [['sign', 'list'], 'en', 'or pass the secret on standard input with --secret-stdin.'],
    [['sign', 'list'], 'zh', '或用 --secret-stdin 从标准输入传入密钥。'],
    [['init'], 'en', 'or run this in a terminal, which prompts for the secret.'],
    [['init'], 'zh', '或在终端中运行，届时会提示输入密钥。'],
  ])(
    'is reported by %j, in %s, with a way to pass it that this command has',
    async (command, lang, way) => {
      const line = [...command, '--site', 'china', '--access-key-id', 'a', '--lang', lang];
      const { exitCode, stderr } = await runCommand(line);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(way)]);
    },
  );
});

describe('a secret on standard input', () => {
  it.each([
    ['secret', 'without a line break'],
    ['secret\r\nmore', 'with lines after it'],
  ])('%j is accepted, %s', async (stdin) => {
    const { stderr } = await withSecret(stdin);
    expect(stderr).toContain('127.0.0.1:1');
  });

  it.each(['', '\nsecret', '  \n', 'x'.repeat(5000)])('is not found in %j', async (stdin) => {
    expect(await withSecret(stdin)).toEqual({ exitCode: 2, stdout: '', stderr: NO_SECRET });
  });
});
