import { randomUUID } from 'node:crypto';
import { styleText } from 'node:util';
import stringWidth from 'fast-string-width';
import { textIn, type Language, type Words } from './language.ts';
import { onOneLine, printable, printableJson } from './printable.ts';
import type { Terminal } from './terminal.ts';
import { wrapWords } from './word-wrap.ts';

type Style = 'bold' | 'dim' | 'inverse' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan';

export interface OutputOptions {
  readonly json: boolean;
  readonly language: Language;
  readonly showNumbers: boolean;
}

/**
 * Everything that a command prints. Prose is for people and `result` for machines: only one of them is
 * written, so that no decorated line reaches a pipe. Control characters are dropped here and nowhere
 * else.
 */
export class Output {
  readonly json: boolean;
  readonly language: Language;
  readonly showNumbers: boolean;
  readonly #terminal: Terminal;
  readonly #colours: boolean;
  /** Stands for the escape character in our own colours until they are written; all others are
   *  dropped. Random, so that no text from outside can contain it. */
  readonly #escape = `\ufdd0${randomUUID()}`;

  constructor(terminal: Terminal, options: OutputOptions) {
    this.#terminal = terminal;
    this.json = options.json;
    this.language = options.language;
    this.showNumbers = options.showNumbers;
    this.#colours =
      terminal.stdout.isTTY === true &&
      !terminal.environment['NO_COLOR'] &&
      terminal.environment['TERM'] !== 'dumb';
  }

  text(localized: Words): string {
    return textIn(this.language, localized);
  }

  /** The name of a value, for the first column of a table. */
  label(name: Words): string {
    return this.paint('dim', this.text(name));
  }

  /** One or more lines for people, wrapped at the terminal's width. */
  print(text: string | Words = ''): void {
    if (!this.json) this.#write('stdout', text);
  }

  /** Lines for people, unwrapped, such as JSON to copy. */
  verbatim(text: string): void {
    if (!this.json) this.raw(text);
  }

  /** The command's whole result for machines: one JSON document. */
  result(value: unknown): void {
    if (this.json) this.#terminal.stdout.write(`${printableJson(value)}\n`);
  }

  /** Lines that are the same with and without `--json`: a policy, a script. */
  raw(text: string): void {
    this.#terminal.stdout.write(`${printable(text)}\n`);
  }

  /** A remark beside the result, on standard error. */
  note(text: string | Words): void {
    this.#write('stderr', text);
  }

  paint(style: Style, text: string): string {
    if (!this.#colours) return text;
    return styleText(style, printable(text), { validateStream: false }).replaceAll(
      '\u001b',
      this.#escape,
    );
  }

  /** Columns aligned by display width: a Chinese character takes two cells. The last column wraps
   *  within itself. */
  table(rows: readonly (readonly string[])[], { indent = '' } = {}): void {
    if (this.json) return;
    const shown = rows.map((row) => row.map((cell) => this.#coloured(onOneLine(cell))));
    const widths = columnWidths(shown);
    const room = this.#columns('stdout');
    for (const row of shown) {
      const [last = '', ...before] = row.toReversed();
      const cells = before.toReversed().map((cell, index) => padEnd(cell, widths[index] ?? 0));
      const start = `${indent}${cells.map((cell) => `${cell}  `).join('')}`;
      const left = room - stringWidth(start);
      const below = ' '.repeat(stringWidth(start));
      const text = left < NARROWEST ? last : wrapWords(last, left).replaceAll('\n', `\n${below}`);
      this.#terminal.stdout.write(`${`${start}${text}`.trimEnd()}\n`);
    }
  }

  /** Shows a spinner, on a terminal only and after a moment, so that quick work does not flicker. A
   *  function is called for each frame. Not the spinner of @clack/prompts: that one reads the keyboard,
   *  and exits on Ctrl-C although a command may still have something to print. */
  async progress<T>(text: Words | (() => string), work: Promise<T>): Promise<T> {
    const { stderr } = this.#terminal;
    if (this.json || stderr.isTTY !== true) return work;
    const label = typeof text === 'function' ? text : () => this.text(text);
    let turn = 0;
    const timer = setInterval(() => {
      const frame = SPINNER[turn++ % SPINNER.length];
      stderr.write(`\r\u001b[2K${frame} ${this.#coloured(onOneLine(label()))}`);
    }, 120);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      if (turn > 0) stderr.write('\r\u001b[2K');
    }
  }

  #write(stream: 'stdout' | 'stderr', text: string | Words): void {
    const shown = this.#coloured(printable(typeof text === 'string' ? text : this.text(text)));
    this.#terminal[stream].write(`${wrapWords(shown, this.#columns(stream))}\n`);
  }

  #coloured(text: string): string {
    return text.replaceAll(this.#escape, '\u001b');
  }

  /** Width in cells; unlimited if the stream is not a terminal. */
  #columns(stream: 'stdout' | 'stderr'): number {
    const { isTTY, columns } = this.#terminal[stream];
    return isTTY === true && columns ? columns : Infinity;
  }
}

/** A last column narrower than this, in cells, is not wrapped. */
const NARROWEST = 20;

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧'];

function columnWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
    }
  }
  return widths;
}

const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)));
