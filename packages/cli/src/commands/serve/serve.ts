import { GatewayRefusal, startGateway, type RunningGateway } from 'aliyun-sms-gateway';
import type { Action, Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import { asCommandFailure } from '../../failure-report.ts';
import { readSettings, SETTINGS_FILE } from '../../logto/settings-file.ts';
import { stopped } from '../../terminal.ts';

export const run: Action = async (context) => {
  const { options, terminal } = context;
  const file = options.text('settings') ?? SETTINGS_FILE;
  const settings = await readSettings(file);
  const gateway = await startGateway({
    settings,
    environment: terminal.environment,
    ...listening(context),
  }).catch(refused);
  const reload = () => void reloadSettings(context, gateway, file);
  process.on('SIGHUP', reload);
  try {
    show(context, gateway);
    await stopped(terminal);
  } finally {
    process.off('SIGHUP', reload);
    await gateway.close();
  }
};

function listening({ options }: Context) {
  const host = options.text('host');
  const port = options.port('port');
  const metricsPort = options.port('metricsPort');
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(metricsPort === undefined ? {} : { metricsPort }),
  };
}

function refused(error: unknown): never {
  if (error instanceof GatewayRefusal) throw new CommandFailure(error.words, { cause: error });
  throw error;
}

/** Secrets are named but never shown: this output ends up in a log. */
function show({ output, terminal }: Context, { url, metricsUrl, dangers }: RunningGateway): void {
  const isSet = (name: string) => (terminal.environment[name]?.trim() ?? '') !== '';
  const endpoint = `${url}/sms`;
  output.result({ url, endpoint, metricsUrl, dangers: dangers.map(({ en }) => en) });
  output.print();
  output.print({
    en: '  In Logto: Connectors → SMS → HTTP SMS. Behind a proxy, enter its public URL instead of this one.',
    zh: '  在 Logto 中：连接器 → 短信 → HTTP SMS。若在反向代理之后，请填写其公网地址。',
  });
  output.table(
    [
      ['Endpoint', output.paint('cyan', endpoint)],
      ['Authorization', 'Bearer $ALIYUN_SMS_GATEWAY_TOKEN'],
      ...(isSet('ALIYUN_SMS_GATEWAY_WEBHOOK_KEY') ? [['Webhook', `${url}/hooks/logto`]] : []),
      ...(isSet('ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET')
        ? [['SmsReport', `${url}/receipts/$ALIYUN_SMS_GATEWAY_RECEIPTS_SECRET`]]
        : []),
      ['Metrics', metricsUrl ?? `${url}/metrics`],
    ],
    { indent: '  ' },
  );
  for (const danger of dangers) {
    output.note({ en: `! ${danger.en}`, zh: `! ${danger.zh}` });
  }
}

/** Keeps the old settings if the new ones are invalid: a typo must not stop the gateway. */
async function reloadSettings({ output }: Context, gateway: RunningGateway, file: string) {
  try {
    await readSettings(file).then(gateway.reload).catch(refused);
    output.note({ en: `Now using the settings in ${file}.`, zh: `已启用 ${file} 中的设置。` });
  } catch (error) {
    const { en, zh } = (await asCommandFailure(error)).text;
    output.note({ en: `! Keeping the old settings. ${en}`, zh: `! 继续使用原设置。${zh}` });
  }
}
