import { execFile } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import type { Context } from '../command.ts';

/** Warns if git would include a file that contains a secret. */
export async function warnIfTracked({ output }: Context, file: string): Promise<void> {
  if (!(await wouldTrack(resolve(file)))) return;
  const name = basename(file);
  output.note({
    en: `! git would include ${file}, which contains a key: add ${name} to .gitignore.`,
    zh: `! git 会把含密钥的 ${file} 纳入版本库：请将 ${name} 加入 .gitignore。`,
  });
}

/** `git check-ignore` exits with 1 if the file is not ignored, and with another code without git or
 *  outside a repository. */
const wouldTrack = (path: string): Promise<boolean> =>
  new Promise((done) => {
    execFile('git', ['check-ignore', '--quiet', path], { cwd: dirname(path) }, (error) =>
      done(error?.code === 1),
    );
  });
