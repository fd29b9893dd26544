import stringWidth from 'fast-string-width';
import { describe, expect, it } from 'vitest';
import { rootCommand } from './commands/root.ts';
import type { CommandSpec } from './command.ts';
import { main } from './main.ts';
import { runCommand, testTerminal } from './testing/terminal.ts';

/** Every command with its path. */
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

const all = [...commandLines(rootCommand)];

describe('the command line', () => {
  it('prints its version', async () => {
    expect(await runCommand(['--version'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it.each(all)('prints help and examples for "$path"', async ({ path, spec }) => {
    const { exitCode, stdout } = await runCommand([...path, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(spec.summary.en);
    expect(stdout).toMatch(/Usage: aliyun-sms.*\n(.|\n)*Examples:\n {2}aliyun-sms/);
  });

  it.each(all)('prints help for "$path" in Chinese if LANG says so', async ({ path, spec }) => {
    const { stdout } = await runCommand([...path, '--help'], {
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    expect(stdout).toContain(spec.summary.zh);
    expect(stdout).toMatch(/用法：/);
  });

  it('--lang takes precedence over LANG', async () => {
    const environment = { LANG: 'zh_CN.UTF-8' };
    const { stdout } = await runCommand(['demo', '--lang', 'en', '--help'], { environment });
    expect(stdout).toContain('Usage:');
  });

  it.each([
    ['zh-CN', '用法：'],
    ['zh_CN', '用法：'],
    ['zh_TW.UTF-8', '用法：'],
    ['ZH', '用法：'],
    ['en-US', 'Usage:'],
    ['en_GB.UTF-8', 'Usage:'],
  ])('--lang %s is accepted', async (lang, word) => {
    const { exitCode, stdout } = await runCommand(['demo', '--lang', lang, '--help']);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining(word)]);
  });

  it('--lang fr is refused', async () => {
    const { exitCode, stderr } = await runCommand(['stats', '--lang', 'fr']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--lang <language> takes en or zh, not "fr".');
  });

  it('aligns Chinese help by display width', async () => {
    const { stdout } = await runCommand(['logto', '--help', '--lang', 'zh']);
    const starts = stdout
      .split('\n')
      .filter((line) => /^ {2}(?:install|push|migrate|enable|test) /.test(line))
      .map((line) => stringWidth(/^ {2}\S+(?: \[选项\])?(?: <\w+>)? +/.exec(line)?.[0] ?? ''));
    expect(new Set(starts).size).toBe(1);
    expect(starts).toHaveLength(5);
  });

  it('wraps help at the width of the terminal, Chinese too', async () => {
    const { terminal, stdout } = testTerminal({ tty: true });
    const narrow = { ...terminal, stdout: Object.assign(terminal.stdout, { columns: 60 }) };
    await main(['doctor', '--help', '--lang', 'zh'], narrow);
    const help = stdout().split('示例：')[0] ?? '';
    const wide = help.split('\n').filter((line) => stringWidth(line) > 60);
    // URLs are never broken.
    expect(wide.filter((line) => !/https?:/.test(line))).toEqual([]);
  });

  it('repeats no control characters of what was typed', async () => {
    const { stderr } = await runCommand(['\u001b]0;title\u0007\u009b31mx\u202e']);
    expect(stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  });

  it('no option takes a secret', () => {
    const flags = all.flatMap(({ spec }) => (spec.options ?? []).map((option) => option.flags));
    const withValue = flags.filter((flag) => /<|\[/.test(flag));
    expect(withValue.filter((flag) => /secret|password|token/i.test(flag))).toEqual([]);
  });

  it.each([
    {
      line: ['explian'],
      en: 'Unknown command "explian". Did you mean explain?',
      zh: '没有命令“explian”。是否想输入 explain？',
    },
    {
      line: ['demo', '--prot', '0'],
      en: 'Unknown option --prot. Did you mean --port?',
      zh: '没有选项 --prot。是否想输入 --port？',
    },
    {
      line: ['stats', '--site', 'mars'],
      en: '--site <name> takes china or international, not "mars".',
      zh: '--site <name> 的取值为 china 或 international，而不是“mars”。',
    },
    {
      line: ['demo', 'surplus'],
      en: 'Too many arguments after "demo". Put quotes around a value with spaces.',
      zh: '“demo”之后的参数过多。含空格的值请加引号。',
    },
    { line: ['trace'], en: '<number> is missing.', zh: '缺少参数 <number>。' },
    {
      line: ['demo', '--port'],
      en: '--port <number> needs a value.',
      zh: '选项 --port <number> 缺少取值。',
    },
    { line: ['trace', ''], en: '<number> is missing.', zh: '缺少参数 <number>。' },
    { line: ['explain', ''], en: '<code> is missing.', zh: '缺少参数 <code>。' },
    { line: ['logto', 'install', ''], en: '<folder> is missing.', zh: '缺少参数 <folder>。' },
    {
      line: ['send', '13800138000', '--sign-name', '', '--template', 'SMS_1'],
      en: '--sign-name <name> needs a value.',
      zh: '选项 --sign-name <name> 缺少取值。',
    },
    {
      line: ['sandbox', '--allow-host', 'aliyun', ''],
      en: '--allow-host <names...> needs a value.',
      zh: '选项 --allow-host <names...> 缺少取值。',
    },
    {
      line: ['demo', '--port', '65536'],
      en: '--port takes a whole number from 0 to 65535, not "65536".',
      zh: '--port 需要 0 到 65535 之间的整数，而不是“65536”。',
    },
  ])('$line is wrong usage, reported in both languages', async ({ line, en, zh }) => {
    const english = await runCommand(line);
    expect(english).toMatchObject({ exitCode: 2, stdout: '' });
    expect(english.stderr.split('\n')[0]).toBe(`✗ ${en}`);
    const chinese = await runCommand(line, { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(chinese).toMatchObject({ exitCode: 2, stdout: '' });
    expect(chinese.stderr.split('\n')[0]).toBe(`✗ ${zh}`);
  });

  it('reports wrong usage as an object with --json', async () => {
    const { exitCode, stdout } = await runCommand(['send', '13800138000', '--prot', '--json']);
    expect(exitCode).toBe(2);
    const message = 'Unknown option --prot. Did you mean --from?';
    expect(JSON.parse(stdout)).toEqual({ error: { message } });
  });

  it.each(all)('the Chinese help for "$path" has no English heading', async ({ path }) => {
    const { stdout } = await runCommand([...path, '--help', '--lang', 'zh']);
    expect(stdout.match(/\[(?:options|command)\]|^[A-Z]\w+:/gm)).toBeNull();
  });

  it('an invalid PORT is reported by name', async () => {
    const { exitCode, stderr } = await runCommand(['sandbox'], { environment: { PORT: '4o86' } });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('PORT takes a whole number from 0 to 65535, not "4o86".');
  });
});
