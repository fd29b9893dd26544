import { PassThrough, Writable } from 'node:stream';
import { main } from '../main.ts';
import type { Terminal } from '../terminal.ts';

export interface TestRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface TestTerminalOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly tty?: boolean;
  readonly signal?: AbortSignal;
  readonly now?: Date;
}

/** A terminal that keeps what was written. English, not a TTY, an empty environment. */
export function testTerminal(options: TestTerminalOptions = {}) {
  const stdout = collector(options.tty ?? false);
  const stderr = collector(options.tty ?? false);
  const stdin = new PassThrough();
  stdin.end(options.stdin ?? '');
  const terminal: Terminal = {
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    environment: options.environment ?? {},
    signal: options.signal ?? new AbortController().signal,
    now: () => options.now ?? new Date(),
  };
  return { terminal, stdout: stdout.text, stderr: stderr.text };
}

/** Runs one command line to its end. */
export async function runCommand(
  line: readonly string[],
  options: TestTerminalOptions = {},
): Promise<TestRun> {
  const { terminal, stdout, stderr } = testTerminal(options);
  const exitCode = await main(line, terminal);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

function collector(isTTY: boolean) {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 100 }), text: () => chunks.join('') };
}
