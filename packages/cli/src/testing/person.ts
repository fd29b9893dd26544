import { PassThrough, Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { vi } from 'vitest';
import { main } from '../main.ts';

export const ENTER = '\r';
export const DOWN = '\u001b[B';
export const CTRL_C = '\u0003';

/** What the person waits for, and then types. */
export type Step = readonly [sees: string, types: string];

/**
 * Runs a command line in this process with a simulated person: each step waits for its text on the
 * screen, then types. terminal.test.ts does the same in a real terminal.
 */
export async function runWithPerson(
  line: readonly string[],
  steps: readonly Step[],
  environment: Readonly<Record<string, string>> = {},
) {
  const keyboard = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => keyboard });
  let screen = '';
  const display = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        screen += stripVTControlCharacters(String(chunk));
        done();
      },
    }),
    { isTTY: true, columns: 120, rows: 40 },
  );
  const ended = main(line, {
    stdin: keyboard,
    stdout: display,
    stderr: display,
    environment,
    signal: new AbortController().signal,
    now: () => new Date(),
  });
  let read = 0;
  for (const [sees, types] of steps) {
    // oxlint-disable-next-line no-await-in-loop
    read = await vi.waitFor(
      () => {
        const at = screen.indexOf(sees, read);
        if (at < 0) throw new Error(`"${sees}" is not on the screen:\n${screen}`);
        return at + sees.length;
      },
      { timeout: 20_000, interval: 10 },
    );
    keyboard.write(types);
  }
  return { exitCode: await ended, screen };
}
