import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from './command.ts';
import { CommandFailure } from './failure.ts';

/** The text of a flag; of the file that it names as `@file`, less the line's end. */
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
        en: `The file of ${flag}, ${file}, cannot be read.`,
        zh: `无法读取 ${flag} 指定的文件 ${file}。`,
      },
      { cause: error, exitCode: 2 },
    );
  }
}
