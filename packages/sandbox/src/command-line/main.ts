import { parseArgs } from 'node:util';
import type { Words } from 'aliyun-sms-client';
import { PersistRefused } from '../journal/persist-refused.ts';
import { DEFAULT_PORT, startSandbox, type RunningSandbox } from '../start-sandbox.ts';
import { SANDBOX_FLAGS, type SandboxFlag } from './flags.ts';
import {
  optionsFromFlags,
  startFacts,
  startRows,
  type SandboxFlagValues,
  type StartRow,
} from './from-flags.ts';

/** The parts of the process that the command uses. */
export interface SandboxTerminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  /** To standard error. */
  printError(line: string): void;
}

/** Runs the command line. Returns the started sandbox, or the exit code if none was started. */
export async function main(
  words: readonly string[],
  terminal: SandboxTerminal,
): Promise<RunningSandbox | 0 | 1 | 2> {
  const say = ({ en, zh }: Words) => (isChinese(terminal.environment) ? zh : en);
  try {
    const { isHelp, isJson, port, values } = readWords(words, terminal);
    if (isHelp) {
      help(terminal, say);
      return 0;
    }
    const options = optionsFromFlags(port, values);
    const sandbox = await startSandbox(options).catch((error: unknown) => {
      throw new NotStarted(startFailure(error, port));
    });
    if (isJson) terminal.print(JSON.stringify(startFacts(sandbox)));
    else table(startRows(sandbox, values), terminal, say);
    return sandbox;
  } catch (error) {
    const isStart = error instanceof NotStarted;
    terminal.printError(`✗ ${isStart ? say(error.text) : messageOf(error)}`);
    if (!isStart) terminal.printError('aliyun-sms-sandbox --help');
    return isStart ? 1 : 2;
  }
}

class NotStarted extends Error {
  readonly text: Words;

  constructor(text: Words) {
    super(text.en);
    this.text = text;
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function startFailure(error: unknown, port: number): Words {
  if (error instanceof PersistRefused) return error.text;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return {
      en: `Port ${port} is already in use. Choose another with --port <number>, or any free one with --port 0.`,
      zh: `端口 ${port} 已被占用。请用 --port <端口> 换一个，或用 --port 0 任选空闲端口。`,
    };
  }
  return { en: messageOf(error), zh: messageOf(error) };
}

/** The first locale variable that is set decides, as in POSIX. */
function isChinese({ LC_ALL, LC_MESSAGES, LANG }: SandboxTerminal['environment']): boolean {
  return /^zh/i.test([LC_ALL, LC_MESSAGES, LANG].find((value) => value) ?? '');
}

const MANY = /\.\.\.>$/;
const nameOf = ({ flags }: SandboxFlag): string => flags.slice(2, flags.indexOf(' '));
const many = new Set(SANDBOX_FLAGS.filter(({ flags }) => MANY.test(flags)).map(nameOf));

function readWords(words: readonly string[], { environment }: SandboxTerminal) {
  const given = givenFlags(words);
  return {
    isHelp: given.has('help'),
    isJson: given.has('json'),
    port: readPort(given.get('port')?.[0] ?? environment['PORT'] ?? ''),
    values: valuesOf(given),
  };
}

/** As in `aliyun-sms sandbox`, a flag with several values takes all words up to the next flag. */
function givenFlags(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, string[]>();
  let last = '';
  for (const token of tokensOf(words)) {
    if (token.kind === 'option') {
      last = token.name;
      const before = many.has(last) ? (given.get(last) ?? []) : [];
      given.set(last, [...before, ...(token.value === undefined ? [] : [token.value])]);
    } else if (token.kind === 'positional') {
      if (!many.has(last)) throw new Error(`Unexpected argument '${token.value}'`);
      given.get(last)?.push(token.value);
    }
  }
  return given;
}

function tokensOf(words: readonly string[]) {
  const flags = SANDBOX_FLAGS.map((flag) => [
    nameOf(flag),
    { type: 'string' as const, multiple: many.has(nameOf(flag)) },
  ]);
  const options = {
    ...Object.fromEntries(flags),
    json: { type: 'boolean' as const },
    help: { type: 'boolean' as const, short: 'h' },
  };
  return parseArgs({ args: [...words], options, allowPositionals: true, tokens: true }).tokens;
}

function valuesOf(given: ReadonlyMap<string, readonly string[]>): SandboxFlagValues {
  return {
    host: given.get('host')?.[0],
    seed: given.get('seed')?.[0],
    persist: given.get('persist')?.[0],
    allowHost: given.get('allow-host'),
    allowOrigin: given.get('allow-origin'),
    allowFrame: given.get('allow-frame'),
    allowReceiptHost: given.get('allow-receipt-host'),
  };
}

function readPort(text: string): number {
  if (text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Error(`The port must be a number from 0 to 65535, not "${text}"`);
}

function help(terminal: SandboxTerminal, say: (text: Words) => string): void {
  terminal.print('aliyun-sms-sandbox [--json]');
  const flags = SANDBOX_FLAGS.map(({ flags: name, text }) => ({
    label: { en: name, zh: name },
    value: say(text),
  }));
  table(flags, terminal, say);
}

/** In terminal cells, of which a Chinese character takes two. */
const width = (text: string): number => text.replaceAll(/\p{Script=Han}/gu, 'xx').length;

function table(
  rows: readonly StartRow[],
  terminal: SandboxTerminal,
  say: (text: Words) => string,
): void {
  const widest = Math.max(...rows.map(({ label }) => width(say(label))));
  for (const { label, value } of rows) {
    terminal.print(`  ${say(label)}${' '.repeat(widest - width(say(label)))}  ${value}`);
  }
}
