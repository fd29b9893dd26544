import { describe, expect, it } from 'vitest';
import { runCommand } from './testing/terminal.ts';

/** Through a command whose endpoint nobody listens at. */
const withSecret = (stdin: string) =>
  runCommand(
    ['stats', '--endpoint', 'http://127.0.0.1:1', '--access-key-id', 'a', '--secret-stdin'],
    { stdin },
  );

const NO_SECRET = '✗ The first line of standard input holds no secret.\n';

describe('a secret that is nowhere', () => {
  it.each([
    [['sign', 'list'], 'en', 'or pass the secret on standard input with --secret-stdin.'],
    [['sign', 'list'], 'zh', '或用 --secret-stdin 从标准输入传入密钥。'],
    [['init'], 'en', 'or run this at a terminal, where the secret is asked for.'],
    [['init'], 'zh', '或在终端中运行，届时会提示输入密钥。'],
  ])('is told a way that %j has, in %s', async (command, lang, way) => {
    const line = [...command, '--site', 'china', '--access-key-id', 'a', '--lang', lang];
    const { exitCode, stderr } = await runCommand(line);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(way)]);
  });
});

describe('a secret on standard input', () => {
  it.each([
    ['secret', 'without a line’s end'],
    ['secret\r\nmore', 'with lines after it'],
  ])('%j is taken, %s', async (stdin) => {
    const { stderr } = await withSecret(stdin);
    expect(stderr).toContain('127.0.0.1:1');
  });

  it.each(['', '\nsecret', '  \n', 'x'.repeat(5000)])('is none in %j', async (stdin) => {
    expect(await withSecret(stdin)).toEqual({ exitCode: 2, stdout: '', stderr: NO_SECRET });
  });
});
