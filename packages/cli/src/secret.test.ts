import { describe, expect, it } from 'vitest';
import { runCommand } from './testing/terminal.ts';

/** Through a command that ends before anything is asked over a network. */
const withSecret = (stdin: string) =>
  runCommand(
    [
      'trace',
      '13800138000',
      '--channel',
      'international',
      '--access-key-id',
      'a',
      '--secret-stdin',
    ],
    { stdin },
  );

const NO_SECRET = '✗ Standard input holds no secret in its first line.\n';

describe('a secret on standard input', () => {
  it.each([
    ['secret', 'without a line’s end'],
    ['secret\r\nmore', 'with lines after it'],
  ])('%j is taken, %s', async (stdin) => {
    const { stderr } = await withSecret(stdin);
    expect(stderr).toContain('pass the id that it was taken with as --biz-id');
  });

  it.each(['', '\nsecret', '  \n', 'x'.repeat(5000)])('is none in %j', async (stdin) => {
    expect(await withSecret(stdin)).toEqual({ exitCode: 2, stdout: '', stderr: NO_SECRET });
  });
});
