import { execFile } from 'node:child_process';
import { basename, dirname, resolve } from 'node:path';
import type { Context } from '../command.ts';

/** Warns where git would take a file that holds a secret. */
export async function warnOfGit({ output }: Context, file: string): Promise<void> {
  if (!(await wouldTake(resolve(file)))) return;
  const name = basename(file);
  output.note({
    en: `! git would take ${file}, and the key in it: add ${name} to .gitignore.`,
    zh: `! git 会把含密钥的 ${file} 纳入版本库：请将 ${name} 加入 .gitignore。`,
  });
}

/** Exit code 1 of git says that nothing excludes the file; where there is no git or no repository, it is
 *  another one. */
const wouldTake = (path: string): Promise<boolean> =>
  new Promise((done) => {
    execFile('git', ['check-ignore', '--quiet', path], { cwd: dirname(path) }, (error) =>
      done(error?.code === 1),
    );
  });
