import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { confirm } from '../../ask.ts';
import type { Action, Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import { openLogto } from '../../logto/access.ts';
import { convertOfficial, OFFICIAL_FACTORIES, OWN_FACTORY } from '../../logto/convert-official.ts';
import { warnIfTracked } from '../../logto/warn-if-tracked.ts';
import type { LogtoConnector, ManagementApi } from '../../logto/management-api.ts';
import { saveConnector } from '../../logto/save-connector.ts';
import { readSettings, settingsSoFar, writePrivateFile } from '../../logto/settings-file.ts';
import { shownSettings } from '../../logto/show-settings.ts';
import { storedSettings } from '../../logto/stored-settings.ts';

/** The file for the settings before the migration, unless `--keep` names another. */
const KEPT_FILE = 'logto-sms-before-migration.json';

const keptShape = z.object({
  connectorId: z.string(),
  config: z.record(z.string(), z.unknown()),
});

export const run: Action = async (context) => {
  const logto = await openLogto(context);
  const undo = context.options.text('undo');
  await (undo === undefined ? migrate(context, logto) : goBack(context, logto, undo));
};

async function migrate(context: Context, logto: ManagementApi): Promise<void> {
  const { options, output } = context;
  const current = (await logto.connectors()).find(({ connectorId }) =>
    OFFICIAL_FACTORIES.includes(connectorId),
  );
  if (!current) {
    throw new CommandFailure({
      en: `Logto has no connector to migrate from: neither ${OFFICIAL_FACTORIES.join(' nor ')} is set up.`,
      zh: `Logto 中没有可迁移的连接器：${OFFICIAL_FACTORIES.join('、')} 均未设置。`,
    });
  }
  await requireInstalled(logto);
  const { settings: converted, warnings } = convertOfficial(current.connectorId, current.config);
  const settings = storedSettings(converted);
  output.print({ en: 'The converted settings:', zh: '转换后的设置：' });
  output.verbatim(shownSettings(settings));
  for (const warning of warnings)
    output.print(`${output.paint('yellow', '!')} ${output.text(warning)}`);
  const result = {
    settings: JSON.parse(shownSettings(settings)) as unknown,
    warnings: warnings.map((text) => output.text(text)),
  };
  if (options.flag('dryRun')) {
    output.result({ ...result, migrated: false });
    output.print({ en: 'Nothing was changed (--dry-run).', zh: '没有做任何改动（--dry-run）。' });
    return;
  }
  await agree(context);
  const kept = options.text('keep') ?? KEPT_FILE;
  await keepOld(kept, current);
  await warnIfTracked(context, kept);
  const { id } = await saveConnector(logto, settings);
  output.result({ ...result, migrated: true, id, kept });
  output.print({
    en: `✓ Migrated: connector ${id}. The old settings are in ${kept}; go back with --undo ${kept}`,
    zh: `✓ 已迁移：连接器 ${id}。旧设置保存在 ${kept}；可用 --undo ${kept} 退回`,
  });
}

/** Never overwrites a file: it may be the only copy of earlier settings. One with the same content will
 *  do. */
async function keepOld(file: string, { connectorId, config }: LogtoConnector): Promise<void> {
  const old = { connectorId, config };
  if (isDeepStrictEqual(await settingsSoFar(file).catch(() => undefined), old)) return;
  await writePrivateFile(file, old, {
    en: `${file} already exists and is not overwritten: it may contain the settings from before an earlier migration. Name another file with --keep. Nothing was changed.`,
    zh: `${file} 已存在，不会覆盖：其中可能是上一次迁移前的设置。请用 --keep 指定其他文件。没有做任何改动。`,
  });
}

/** Checked before any change: creating our connector deletes the official one. */
async function requireInstalled(logto: ManagementApi): Promise<void> {
  const factories = await logto.connectorFactories();
  if (factories.some(({ id }) => id === OWN_FACTORY)) return;
  throw new CommandFailure({
    en: 'The connector is not installed in this Logto: run "logto install", restart Logto, then migrate.',
    zh: '该 Logto 尚未安装本连接器：请先运行 logto install 并重启 Logto，再迁移。',
  });
}

async function agree(context: Context): Promise<void> {
  const question = {
    en: 'Replace the official connector with these settings?',
    zh: '用这些设置替换官方连接器吗？',
  };
  if (context.options.flag('yes') || (await confirm(context, question))) return;
  throw new CommandFailure({ en: 'Nothing was changed.', zh: '没有做任何改动。' });
}

const KEPT_ELSEWHERE = {
  en: 'Name the file that "logto migrate" saved the old settings in.',
  zh: '请指定 logto migrate 保存旧设置的文件。',
};

async function goBack({ output }: Context, logto: ManagementApi, file: string): Promise<void> {
  const kept = keptShape.safeParse(await readSettings(file, KEPT_ELSEWHERE));
  if (!kept.success) {
    throw new CommandFailure({
      en: `${file} does not contain settings saved by "logto migrate".`,
      zh: `${file} 不是 logto migrate 保存的设置。`,
    });
  }
  const { connectorId, config } = kept.data;
  const { id } = await logto.createConnector(connectorId, config);
  output.result({ id, connectorId });
  output.print({
    en: `✓ Restored "${connectorId}": connector ${id}.`,
    zh: `✓ 已恢复“${connectorId}”：连接器 ${id}。`,
  });
}
