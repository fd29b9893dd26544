import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Starts a script of this folder; its output is appended to a file.
 *
 * @param {string} script
 * @param {{ args: readonly unknown[], env?: Record<string, string>, execArgv?: string[], log: string }} options
 * @returns the process and its first message
 */
export async function startScript(script, { args, env = {}, execArgv = [], log }) {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args.map(String), {
    execArgv,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = createWriteStream(log, { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${script} ended before it was ready; see ${log}`);
  });
  ended.catch(() => undefined);
  const [ready] = await Promise.race([once(child, 'message'), ended]);
  return { child, ready };
}

/** Kills a process without giving it a chance to clean up. */
export async function kill(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
