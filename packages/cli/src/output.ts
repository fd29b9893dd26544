import stringWidth from 'fast-string-width';
import type { Language, Localized } from './language.ts';
import type { Terminal } from './terminal.ts';

const STYLES = {
  bold: [1, 22],
  dim: [2, 22],
  inverse: [7, 27],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
} as const;

type Style = keyof typeof STYLES;

export interface OutputOptions {
  readonly json: boolean;
  readonly language: Language;
  readonly showNumbers: boolean;
}

/**
 * The one way out for what a command has to say. Prose goes to people and `result` to machines:
 * with `--json` exactly one of both is written, so that a pipe never meets a decorated line.
 */
export class Output {
  readonly json: boolean;
  readonly language: Language;
  readonly showNumbers: boolean;
  readonly #terminal: Terminal;
  readonly #colours: boolean;

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

  text(localized: Localized): string {
    return localized[this.language];
  }

  /** One or more lines for people. */
  print(text: string | Localized = ''): void {
    if (this.json) return;
    this.#terminal.stdout.write(`${typeof text === 'string' ? text : this.text(text)}\n`);
  }

  /** The command's whole answer for machines: one JSON document. */
  result(value: unknown): void {
    if (!this.json) return;
    this.#terminal.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
  }

  /** Lines that are answers in themselves and the same for both readers: NDJSON, a policy. */
  raw(text: string): void {
    this.#terminal.stdout.write(`${text}\n`);
  }

  /** A remark that is no part of the answer. */
  note(text: string | Localized): void {
    this.#terminal.stderr.write(`${typeof text === 'string' ? text : this.text(text)}\n`);
  }

  paint(style: Style, text: string): string {
    if (!this.#colours) return text;
    const [on, off] = STYLES[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }

  /** Columns aligned by what a terminal shows: a Chinese character takes two cells. */
  table(rows: readonly (readonly string[])[], { indent = '' } = {}): void {
    const widths: number[] = [];
    for (const row of rows) {
      for (const [index, cell] of row.entries()) {
        widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
      }
    }
    for (const row of rows) {
      const cells = row.map((cell, index) => padEnd(cell, widths[index] ?? 0));
      this.print(`${indent}${cells.join('  ').trimEnd()}`);
    }
  }

  /** Shows that something is under way, on a terminal only and after a moment: work that is done
   *  at once leaves no flicker. A function is asked anew for each frame. */
  async progress<T>(text: Localized | (() => string), work: Promise<T>): Promise<T> {
    const { stderr } = this.#terminal;
    if (this.json || stderr.isTTY !== true) return work;
    const label = typeof text === 'function' ? text : () => this.text(text);
    let turn = 0;
    const timer = setInterval(() => {
      stderr.write(`\r\u001b[2K${SPINNER[turn++ % SPINNER.length]} ${label()}`);
    }, 120);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      if (turn > 0) stderr.write('\r\u001b[2K');
    }
  }
}

const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧'];

const padEnd = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - stringWidth(text)));
