import { describe, expect, it } from 'vitest';
import { Output } from './output.ts';
import { testTerminal } from './testing/terminal.ts';

const plain = { json: false, language: 'en', showNumbers: false } as const;

const painted = (options: Parameters<typeof testTerminal>[0]) =>
  new Output(testTerminal(options).terminal, plain).paint('red', 'x');

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
});
