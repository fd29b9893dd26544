import type { Language, Words } from './language.ts';
import type { Options } from './options.ts';
import type { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

export interface OptionSpec {
  /** As in help: `--port <number>`, `--follow`, `--param <name=value...>`. */
  readonly flags: string;
  readonly text: Words;
  readonly choices?: readonly string[];
  /** Maps a value to a choice, if a choice can be written in several ways. */
  readonly read?: (value: string) => string | undefined;
}

/** One command as data: the parser and every help page derive from it. */
export interface CommandSpec {
  readonly name: string;
  readonly summary: Words;
  /** `<number>` required, `[name]` optional, `<words...>` many. */
  readonly arguments?: readonly { readonly name: string; readonly text: Words }[];
  readonly options?: readonly OptionSpec[];
  /** Whole command lines without the program's name. */
  readonly examples: readonly string[];
  readonly commands?: readonly CommandSpec[];
  /** Loads the action only when the command runs: `--help` stays fast. */
  readonly load?: () => Promise<{ readonly run: Action }>;
}

export interface Context {
  readonly terminal: Terminal;
  readonly output: Output;
  readonly language: Language;
  /** All commands as data, for those that describe the others. */
  readonly commandLine: CommandSpec;
  readonly arguments: readonly string[];
  readonly options: Options;
}

/** Resolves to the exit code; undefined means 0. */
export type Action = (context: Context) => Promise<number | void>;
