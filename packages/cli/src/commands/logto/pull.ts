import type { Action } from '../../command.ts';
import { openLogto } from '../../logto/access.ts';
import { warnOfGit } from '../../logto/git-takes.ts';
import { ownSettings } from '../../logto/own-settings.ts';
import { SETTINGS_FILE, writePrivateFile } from '../../logto/settings-file.ts';
import { shownSettings } from '../../logto/show-settings.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const file = options.text('settings') ?? SETTINGS_FILE;
  const logto = await openLogto(context);
  const settings = await ownSettings(logto);
  const taken = {
    en: `${file} is there already, and stays as it is: add --overwrite, or name another with --settings.`,
    zh: `${file} 已存在，未作改动：请加上 --overwrite，或用 --settings 指定其他文件。`,
  };
  await writePrivateFile(file, settings, options.flag('overwrite') ? undefined : taken);
  output.verbatim(shownSettings(settings));
  output.result({ file, settings: JSON.parse(shownSettings(settings)) as unknown });
  output.print({
    en: `✓ Written to ${file}, for you alone to read.`,
    zh: `✓ 已写入 ${file}，仅您本人可读。`,
  });
  await warnOfGit(context, file);
};
