import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chmod, link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { CommandFailure, notWritten, systemCode } from '../failure.ts';
import type { Words } from '../language.ts';

/** The connector's settings, unless `--settings` names another file. */
export const SETTINGS_FILE = 'aliyun-sms.settings.json';

const settings = z.record(z.string(), z.unknown());
export type Settings = z.infer<typeof settings>;

const FROM_INIT: Words = {
  en: 'Create one with "init", or name yours with --settings.',
  zh: '请用 init 生成，或用 --settings 指定。',
};

/** Reads the connector's settings as written by `init` or copied from Logto's Console. `instead` says
 *  what to do without them. */
export async function readSettings(file: string, instead = FROM_INIT): Promise<Settings> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandFailure(
      {
        en: `The settings file ${resolve(file)} cannot be read. ${instead.en}`,
        zh: `无法读取设置文件 ${resolve(file)}。${instead.zh}`,
      },
      { cause: error },
    );
  }
  const read = settings.safeParse(jsonOf(text));
  if (read.success) return read.data;
  throw new CommandFailure({
    en: `The settings file ${resolve(file)} is not a JSON object.`,
    zh: `设置文件 ${resolve(file)} 不是 JSON 对象。`,
  });
}

/** What an earlier run has written; empty without a file. */
export const settingsSoFar = async (file: string): Promise<Settings> =>
  existsSync(file) ? readSettings(file) : {};

/** Writes a file that only its owner can read, atomically; an object as JSON. With `keep`, an existing
 *  file stays as it is, and `keep` is the error message. */
export async function writePrivateFile(
  file: string,
  content: object | string,
  keep?: Words,
): Promise<void> {
  const draft = `${file}.${randomUUID()}.tmp`;
  const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
  try {
    // `wx`: follows no link and overwrites nothing that somebody has put there.
    await writeFile(draft, `${text}\n`, { mode: 0o600, flag: 'wx' });
    await chmod(draft, 0o600);
    await (keep ? link(draft, file) : rename(draft, file));
  } catch (error) {
    if (keep && systemCode(error) === 'EEXIST') throw new CommandFailure(keep, { exitCode: 2 });
    notWritten(file)(error);
  } finally {
    // A leftover would expose the secret unnoticed.
    await rm(draft, { force: true });
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
