import type { Words } from './language.ts';

/** What failed and what to do next, in words for the user. Exit code 1, or 2 for wrong usage. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly text: Words;
  readonly exitCode: 1 | 2;

  constructor(text: Words, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(text.en, { cause: options.cause });
    this.text = text;
    this.exitCode = options.exitCode ?? 1;
  }
}

/** A failure after an earlier step succeeded: `--json` reports both. The cause is the failure. */
export class FailureAfter extends Error {
  override readonly name = 'FailureAfter';
  readonly done: object;

  constructor(done: object, cause: unknown) {
    super('A step failed after an earlier one succeeded.', { cause });
    this.done = done;
  }
}

export const usageFailure = (text: Words): CommandFailure =>
  new CommandFailure(text, { exitCode: 2 });

/** The code of one of Node's own errors, such as `ENOENT`; undefined for any other. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** For the `catch` of `listen`: what is wrong with the port or the address, and which flag to change. */
export const cannotListen =
  (port: number, flag: string, host = '127.0.0.1') =>
  (error: unknown): never => {
    const isListening =
      error instanceof Error &&
      'syscall' in error &&
      (error.syscall === 'listen' || error.syscall === 'getaddrinfo');
    if (!isListening) throw error;
    const code = systemCode(error);
    throw new CommandFailure(
      code === 'EADDRINUSE' ? taken(port, flag) : refused(port, host, code),
      { cause: error },
    );
  };

const taken = (port: number, flag: string): Words => ({
  en: `Port ${port} is already in use. Choose another with ${flag} <number>, or ${flag} 0 for any free one.`,
  zh: `端口 ${port} 已被占用。请用 ${flag} <端口> 换一个，或用 ${flag} 0 任选空闲端口。`,
});

const refused = (port: number, host: string, code: string | undefined): Words => ({
  en: `Cannot listen on ${host}, port ${port} (${code}). The address must belong to this machine; ports below 1024 require elevated privileges.`,
  zh: `无法在 ${host} 的端口 ${port} 监听（${code}）。地址必须属于本机；1024 以下的端口需要更高权限。`,
});

/** For the `catch` of a write: a file that cannot be written is not a bug of this program. */
export const notWritten =
  (file: string) =>
  (error: unknown): never => {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw new CommandFailure(
      {
        en: `${file} cannot be written (${code}). Check that its folder exists, the permissions and the free disk space.`,
        zh: `无法写入 ${file}（${code}）。请检查所在目录是否存在、写入权限和磁盘剩余空间。`,
      },
      { cause: error },
    );
  };
