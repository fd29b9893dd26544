import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from './command.ts';
import { CommandFailure } from './failure.ts';

/** The text of a flag, or of the file that it names as `@file`, trimmed. */
export async function textFlag(
  { options }: Context,
  name: string,
  flag: string,
): Promise<string | undefined> {
  const text = options.text(name);
  if (text === undefined || !text.startsWith('@')) return text;
  const file = resolve(text.slice(1));
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    throw new CommandFailure(
      {
        en: `${file}, named by ${flag}, cannot be read.`,
        zh: `无法读取 ${flag} 指定的文件 ${file}。`,
      },
      { cause: error, exitCode: 2 },
    );
  }
}
