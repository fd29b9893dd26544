import type { Localized } from './language.ts';

/** A failed step in one clear sentence, with what to do next. Exit code 1, or 2 for wrong usage. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly text: Localized;
  readonly exitCode: 1 | 2;

  constructor(text: Localized, options: { exitCode?: 1 | 2; cause?: unknown } = {}) {
    super(text.en, { cause: options.cause });
    this.text = text;
    this.exitCode = options.exitCode ?? 1;
  }
}

export const usageFailure = (text: Localized): CommandFailure =>
  new CommandFailure(text, { exitCode: 2 });

/** For the `catch` of a listening server: a taken port in one sentence that names port and flag. */
export const portTaken =
  (port: number, flag: string) =>
  (error: unknown): never => {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    throw new CommandFailure(
      {
        en: `Port ${port} is taken. Choose another with ${flag} <number>, or ${flag} 0 for any free one.`,
        zh: `端口 ${port} 已被占用。请用 ${flag} <端口> 换一个，或用 ${flag} 0 任选空闲端口。`,
      },
      { cause: error },
    );
  };
