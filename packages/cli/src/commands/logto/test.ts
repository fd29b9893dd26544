import type { Action } from '../../command.ts';
import { openLogto } from '../../logto/access.ts';
import { OWN_FACTORY } from '../../logto/convert-official.ts';
import { HTTP_SMS_FACTORY } from '../../logto/http-sms.ts';
import type { ManagementApi } from '../../logto/management-api.ts';
import { ownSettings } from '../../logto/own-settings.ts';
import { readSettings } from '../../logto/settings-file.ts';
import { readPhone, tryConnector, type Tried } from '../../logto/try-connector.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const [phone = ''] = context.arguments;
  const number = readPhone(phone);
  const file = options.text('settings');
  const logto = await openLogto(context);
  const tried =
    file === undefined
      ? await savedConnector(logto)
      : { factory: OWN_FACTORY, config: await readSettings(file) };
  const to = await tryConnector(context, logto, tried, number);
  output.result({ sent: true, to });
};

/** The connector or the gateway, whichever Logto uses: it has one SMS connector at a time. */
async function savedConnector(logto: ManagementApi): Promise<Tried> {
  const connectors = await logto.connectors();
  const http = connectors.find(({ connectorId }) => connectorId === HTTP_SMS_FACTORY);
  return http === undefined
    ? { factory: OWN_FACTORY, config: await ownSettings(logto) }
    : { factory: HTTP_SMS_FACTORY, config: http.config };
}
