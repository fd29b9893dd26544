import { confirm } from '../ask.ts';
import type { Action, Context } from '../command.ts';
import { CommandFailure } from '../failure.ts';
import { openLogto } from '../logto/access.ts';
import { OFFICIAL_FACTORIES, OWN_FACTORY } from '../logto/convert-official.ts';
import { saveConnector } from '../logto/save-connector.ts';
import { readSettings, SETTINGS_FILE } from '../logto/settings-file.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const settings = await readSettings(options.text('settings') ?? SETTINGS_FILE);
  const logto = await openLogto(context);
  const other = (await output.progress(PROGRESS, logto.connectors())).find(
    ({ type, connectorId }) => type === 'Sms' && connectorId !== OWN_FACTORY,
  );
  if (other) await agreeToReplace(context, other.connectorId);
  const { id, created } = await saveConnector(logto, settings);
  output.result({ id, connectorId: OWN_FACTORY, created });
  output.print(
    created
      ? { en: `✓ Connector ${id} created.`, zh: `✓ 已创建连接器 ${id}。` }
      : { en: `✓ Connector ${id} updated.`, zh: `✓ 已更新连接器 ${id}。` },
  );
};

const PROGRESS = { en: 'Asking Logto …', zh: '正在询问 Logto …' };

/** Logto keeps one SMS connector: a new one ends the one before. */
async function agreeToReplace(context: Context, connectorId: string): Promise<void> {
  const migrate = OFFICIAL_FACTORIES.includes(connectorId);
  const agreed =
    context.options.flag('yes') ||
    (await confirm(
      context,
      {
        en: `Logto sends SMS through "${connectorId}" now. Replace it?`,
        zh: `Logto 目前通过“${connectorId}”发送短信。要替换它吗？`,
      },
      {
        en: `Logto sends SMS through "${connectorId}" now, and would delete it. ${migrate ? 'Use "logto migrate" to take its settings over, or pass' : 'Pass'} --yes to replace it.`,
        zh: `Logto 目前通过“${connectorId}”发送短信，该连接器会被删除。${migrate ? '用 logto migrate 接管其设置，或' : '请'}加 --yes 替换它。`,
      },
    ));
  if (!agreed) throw new CommandFailure({ en: 'Nothing was changed.', zh: '没有做任何改动。' });
}
