import { describe, expect, it } from 'vitest';
import { Output } from './output.ts';
import { testTerminal } from './testing/terminal.ts';

const plain = { json: false, language: 'en', showNumbers: false } as const;

function painted(options: Parameters<typeof testTerminal>[0]) {
  const { terminal, stdout } = testTerminal(options);
  const output = new Output(terminal, plain);
  output.print(output.paint('red', 'x'));
  return stdout().trimEnd();
}

const HOSTILE = 'a\u001b[2J\u001b]0;title\u0007\u009b31mb\u202ec\rd\u001b[31m';

describe('output', () => {
  it('colours on a terminal only, and not with NO_COLOR or a dumb one', () => {
    expect(painted({ tty: true })).toBe('\u001b[31mx\u001b[39m');
    expect(painted({ tty: false })).toBe('x');
    expect(painted({ tty: true, environment: { NO_COLOR: '1' } })).toBe('x');
    expect(painted({ tty: true, environment: { TERM: 'dumb' } })).toBe('x');
  });

  it('with --json writes the result and no prose', () => {
    const { terminal, stdout } = testTerminal();
    const output = new Output(terminal, { ...plain, json: true });
    output.print('prose');
    output.table([['a', 'b']]);
    output.result({ a: 1 });
    expect(JSON.parse(stdout())).toEqual({ a: 1 });
  });

  it('without --json writes prose and no result', () => {
    const { terminal, stdout } = testTerminal();
    const output = new Output(terminal, plain);
    output.result({ a: 1 });
    output.print({ en: 'prose', zh: '文字' });
    expect(stdout()).toBe('prose\n');
  });

  it('aligns columns by cells: a Chinese character takes two, a colour none', () => {
    const { terminal, stdout } = testTerminal({ tty: true });
    const output = new Output(terminal, plain);
    output.table([
      ['签名', '1'],
      [output.paint('red', 'abc'), '2'],
    ]);
    expect(stdout()).toBe('签名  1\n\u001b[31mabc\u001b[39m   2\n');
  });

  it.each([true, false])('drops control characters from every text (terminal: %s)', (tty) => {
    const { terminal, stdout, stderr } = testTerminal({ tty });
    const output = new Output(terminal, plain);
    output.print(HOSTILE);
    output.print({ en: HOSTILE, zh: '' });
    output.note(HOSTILE);
    output.raw(HOSTILE);
    output.verbatim(HOSTILE);
    output.table([[HOSTILE, `${HOSTILE}\n`]]);
    expect(`${stdout()}${stderr()}`).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(stdout()).toContain('abc d\n');
  });

  it('drops the colours of a text before painting it', () => {
    const { terminal, stdout } = testTerminal({ tty: true });
    const output = new Output(terminal, plain);
    output.print(output.paint('bold', `${HOSTILE}${output.paint('red', 'e')}`));
    expect(stdout()).toBe('\u001b[1mabc d\u001b[31me\u001b[39m\u001b[22m\n');
  });

  it('escapes control characters in JSON without changing its value', () => {
    const { terminal, stdout } = testTerminal({ tty: true });
    new Output(terminal, { ...plain, json: true }).result({ text: HOSTILE });
    expect(stdout()).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(JSON.parse(stdout())).toEqual({ text: HOSTILE });
  });

  it('keeps a row of a table on one line, whatever is in it', () => {
    const { terminal, stdout } = testTerminal();
    new Output(terminal, plain).table([['a\n✓ delivered', 'b']]);
    expect(stdout()).toBe('a ✓ delivered  b\n');
  });

  it('wraps at the terminal’s width: between words, between Chinese characters, within the last column', () => {
    const { terminal, stdout } = testTerminal({ tty: true });
    const narrow = { ...terminal, stdout: Object.assign(terminal.stdout, { columns: 32 }) };
    const output = new Output(narrow, plain);
    output.print('One sentence that is longer than a line.');
    output.print('  签名审核约需两小时，报备约需五至十个工作日。');
    output.table([['Cause', 'The number is not in service.']]);
    expect(stdout().split('\n')).toEqual([
      'One sentence that is longer than',
      'a line.',
      '  签名审核约需两小时，报备约需五',
      '  至十个工作日。',
      'Cause  The number is not in',
      '       service.',
      '',
    ]);
  });

  it('never breaks a URL', () => {
    const { terminal, stdout } = testTerminal({ tty: true });
    const narrow = { ...terminal, stdout: Object.assign(terminal.stdout, { columns: 20 }) };
    new Output(narrow, plain).print('See https://example.com/a-long/way/to/it.');
    expect(stdout()).toBe('See\nhttps://example.com/a-long/way/to/it.\n');
  });
});
