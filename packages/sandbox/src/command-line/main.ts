import { parseArgs } from 'node:util';
import { PersistRefused } from '../journal/persist-refused.ts';
import { startSandbox, type RunningSandbox } from '../start-sandbox.ts';
import { SANDBOX_FLAGS, type SandboxFlag } from './flags.ts';
import { optionsFromFlags, startFacts, startRows, type SandboxFlagValues } from './from-flags.ts';

interface Text {
  readonly en: string;
  readonly zh: string;
}

/** What the command touches of the process. */
export interface SandboxTerminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  /** Standard error. */
  complain(line: string): void;
}

/** Starts a sandbox as a command line says. Without one, the exit code. */
export async function main(
  words: readonly string[],
  terminal: SandboxTerminal,
): Promise<RunningSandbox | 0 | 1 | 2> {
  const say = ({ en, zh }: Text) => (isChinese(terminal.environment) ? zh : en);
  try {
    const { isHelp, isJson, port, values } = readWords(words, terminal);
    if (isHelp) {
      help(terminal, say);
      return 0;
    }
    const options = optionsFromFlags(port, values);
    const sandbox = await startSandbox(options).catch((error: unknown) => {
      throw new NotStarted(whyNot(error, port));
    });
    if (isJson) terminal.print(JSON.stringify(startFacts(sandbox)));
    else table(startRows(sandbox, values), terminal, say);
    return sandbox;
  } catch (error) {
    const isStart = error instanceof NotStarted;
    terminal.complain(`✗ ${isStart ? say(error.text) : messageOf(error)}`);
    if (!isStart) terminal.complain('aliyun-sms-sandbox --help');
    return isStart ? 1 : 2;
  }
}

class NotStarted extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

function whyNot(error: unknown, port: number): Text {
  if (error instanceof PersistRefused) return error.text;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return {
      en: `Port ${port} is already in use. Choose another with --port <number>, or --port 0 for any free one.`,
      zh: `端口 ${port} 已被占用。请用 --port <端口> 换一个，或用 --port 0 任选空闲端口。`,
    };
  }
  return { en: messageOf(error), zh: messageOf(error) };
}

/** The first locale variable that is set decides, as POSIX has it. */
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

/** As `aliyun-sms sandbox` reads them: a flag that takes several takes words up to the next flag. */
function givenFlags(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, string[]>();
  let last = '';
  for (const token of tokensOf(words)) {
    if (token.kind === 'option') {
      last = token.name;
      const before = many.has(last) ? (given.get(last) ?? []) : [];
      given.set(last, [...before, ...(token.value === undefined ? [] : [token.value])]);
    } else if (token.kind === 'positional') {
      if (!many.has(last)) throw new Error(`'${token.value}'?`);
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

const DEFAULT_PORT = 4086;

function readPort(text: string): number {
  if (text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new Error(`--port: 0 … 65535, "${text}"?`);
}

function help(terminal: SandboxTerminal, say: (text: Text) => string): void {
  terminal.print('aliyun-sms-sandbox [--json]');
  const flags = SANDBOX_FLAGS.map(({ flags: name, text }) => ({
    label: { en: name, zh: name },
    value: say(text),
  }));
  table(flags, terminal, say);
}

/** Cells of a terminal. */
const width = (text: string): number => text.replaceAll(/\p{Script=Han}/gu, 'xx').length;

/** Labels are aligned by what a terminal shows: a Chinese character takes two cells. */
function table(
  rows: readonly { readonly label: Text; readonly value: string }[],
  terminal: SandboxTerminal,
  say: (text: Text) => string,
): void {
  const widest = Math.max(...rows.map(({ label }) => width(say(label))));
  for (const { label, value } of rows) {
    terminal.print(`  ${say(label)}${' '.repeat(widest - width(say(label)))}  ${value}`);
  }
}
