import type { Action } from '../../command.ts';
import { openLogto } from '../../logto/access.ts';
import { warnIfTracked } from '../../logto/warn-if-tracked.ts';
import { ownSettings } from '../../logto/own-settings.ts';
import { SETTINGS_FILE, writePrivateFile } from '../../logto/settings-file.ts';
import { shownSettings } from '../../logto/show-settings.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const file = options.text('settings') ?? SETTINGS_FILE;
  const logto = await openLogto(context);
  const settings = await ownSettings(logto);
  const exists = {
    en: `${file} already exists and was not changed: add --overwrite, or name another file with --settings.`,
    zh: `${file} 已存在，未作改动：请加上 --overwrite，或用 --settings 指定其他文件。`,
  };
  await writePrivateFile(file, settings, options.flag('overwrite') ? undefined : exists);
  output.verbatim(shownSettings(settings));
  output.result({ file, settings: JSON.parse(shownSettings(settings)) as unknown });
  output.print({
    en: `✓ Written to ${file}, readable only by you.`,
    zh: `✓ 已写入 ${file}，仅您本人可读。`,
  });
  await warnIfTracked(context, file);
};
