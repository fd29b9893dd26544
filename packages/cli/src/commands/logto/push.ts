import type { Action, Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import { openLogto } from '../../logto/access.ts';
import { agreeToReplace } from '../../logto/agree-to-replace.ts';
import { OWN_FACTORY } from '../../logto/convert-official.ts';
import { HTTP_SMS_FACTORY, httpSmsSettings, requireHttpSms } from '../../logto/http-sms.ts';
import { saveConnectorOf } from '../../logto/save-connector.ts';
import { readSettings, SETTINGS_FILE } from '../../logto/settings-file.ts';
import { storedSettings } from '../../logto/stored-settings.ts';
import { readPhone, tryConnector, type Tried } from '../../logto/try-connector.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const phone = options.text('test');
  const number = phone === undefined ? undefined : readPhone(phone);
  const chosen = await chosenConnector(context);
  const logto = await openLogto(context);
  const connectors = await output.progress(PROGRESS, logto.connectors());
  if (chosen.factory === HTTP_SMS_FACTORY) await requireHttpSms(logto);
  if (!options.flag('yes')) await agreeToReplace(context, connectors, chosen.factory);
  // Before saving: what cannot send must not replace what can.
  const tested = number && (await tryConnector(context, logto, chosen, number));
  const { id, created } = await saveConnectorOf(logto, chosen.factory, chosen.config);
  output.result({ id, connectorId: chosen.factory, created, tested });
  output.print(
    created
      ? { en: `✓ Connector ${id} created.`, zh: `✓ 已创建连接器 ${id}。` }
      : { en: `✓ Connector ${id} updated.`, zh: `✓ 已更新连接器 ${id}。` },
  );
};

const PROGRESS = { en: 'Querying Logto …', zh: '正在查询 Logto …' };

async function chosenConnector(context: Context): Promise<Tried> {
  const { options } = context;
  const gateway = options.text('gateway');
  const file = options.text('settings');
  if (gateway === undefined) {
    const config = storedSettings(await readSettings(file ?? SETTINGS_FILE));
    return { factory: OWN_FACTORY, config };
  }
  if (file !== undefined) {
    throw usageFailure({
      en: '--settings and --gateway cannot be combined: the gateway reads its settings itself.',
      zh: '--settings 与 --gateway 不能同时使用：网关自行读取设置。',
    });
  }
  return { factory: HTTP_SMS_FACTORY, config: await httpSmsSettings(context, gateway) };
}
