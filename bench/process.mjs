import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Starts a script of this folder as a process that answers one message at a time.
 *
 * @param {string} script its name, relative to this folder
 * @param {{ args?: string[], env?: Record<string, string>, execArgv?: string[] }} options
 * @returns the process's first message, `ask` for further ones, and `stop`
 */
export async function startProcess(script, { args = [], env = {}, execArgv = [] } = {}) {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ${args.join(' ')} ended with exit code ${code}`);
  });
  ended.catch(() => undefined);
  const answer = async () => {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    if (message.failure !== undefined) throw new Error(`${args[0] ?? script}: ${message.failure}`);
    return message;
  };
  const ready = await answer();
  return {
    ready,
    ask(message) {
      child.send(message);
      return answer();
    },
    async stop() {
      child.disconnect();
      await ended.catch(() => undefined);
    },
  };
}
