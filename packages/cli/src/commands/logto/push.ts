import type { Action } from '../../command.ts';
import { openLogto } from '../../logto/access.ts';
import { agreeToReplace } from '../../logto/agree-to-replace.ts';
import { OWN_FACTORY } from '../../logto/convert-official.ts';
import { saveConnector } from '../../logto/save-connector.ts';
import { readSettings, SETTINGS_FILE } from '../../logto/settings-file.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const settings = await readSettings(options.text('settings') ?? SETTINGS_FILE);
  const logto = await openLogto(context);
  const connectors = await output.progress(PROGRESS, logto.connectors());
  if (!options.flag('yes')) await agreeToReplace(context, connectors);
  const { id, created } = await saveConnector(logto, settings);
  output.result({ id, connectorId: OWN_FACTORY, created });
  output.print(
    created
      ? { en: `✓ Connector ${id} created.`, zh: `✓ 已创建连接器 ${id}。` }
      : { en: `✓ Connector ${id} updated.`, zh: `✓ 已更新连接器 ${id}。` },
  );
};

const PROGRESS = { en: 'Asking Logto …', zh: '正在询问 Logto …' };
