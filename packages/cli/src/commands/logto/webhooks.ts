import type { Action, Context } from '../../command.ts';
import { openLogto } from '../../logto/access.ts';
import { gatewayAddress } from '../../logto/gateway-address.ts';
import { warnIfTracked } from '../../logto/warn-if-tracked.ts';
import type { ManagementApi, Webhook } from '../../logto/management-api.ts';
import { writePrivateFile } from '../../logto/settings-file.ts';

/** By which a later run recognises its webhook if the gateway has moved. */
const NAME = 'Aliyun SMS gateway';

/** Each of them proves that the person has the phone. */
const EVENTS = ['PostRegister', 'PostSignIn', 'PostResetPassword'] as const;

const KEY = 'ALIYUN_SMS_GATEWAY_WEBHOOK_KEY';

type Change = 'created' | 'updated' | 'unchanged';

export const run: Action = async (context) => {
  const { options, output } = context;
  const [address = ''] = context.arguments;
  const url = `${gatewayAddress(address)}/hooks/logto`;
  const logto = await openLogto(context);
  const { webhook, change } = await putWebhook(logto, url);
  const { id, events, signingKey } = webhook;
  output.print(shown(change, id));
  const keyFile = options.text('keyFile');
  if (keyFile !== undefined) {
    await writeKey(keyFile, signingKey);
    await warnIfTracked(context, keyFile);
  }
  const tested = options.flag('test');
  if (tested) await logto.testWebhook({ ...webhook, events: EVENTS.slice(0, 1) });
  const showKey = options.flag('showKey');
  const key = showKey ? { signingKey } : {};
  output.result({ id, url, events, change, keyFile, tested, ...key });
  printKey(context, { keyFile, signingKey: showKey ? signingKey : undefined, tested });
  if (tested) {
    output.print({
      en: '✓ Logto has posted a test event, and the gateway accepted its signature.',
      zh: '✓ Logto 已发送测试事件，网关接受了签名。',
    });
  }
};

/** Never creates a second webhook: updates the one with this URL, or that of an earlier run. */
async function putWebhook(
  logto: ManagementApi,
  url: string,
): Promise<{ readonly webhook: Webhook; readonly change: Change }> {
  const known = await logto.webhooks();
  const own =
    known.find(({ config }) => config.url === url) ?? known.find(({ name }) => name === NAME);
  if (own === undefined) {
    const webhook = await logto.createWebhook({ name: NAME, events: [...EVENTS], config: { url } });
    return { webhook, change: 'created' };
  }
  const events = [...new Set([...own.events, ...EVENTS])];
  const isRight = own.config.url === url && own.enabled && events.length === own.events.length;
  if (isRight) return { webhook: own, change: 'unchanged' };
  const config = { ...own.config, url };
  const webhook = await logto.updateWebhook(own.id, { events, config, enabled: true });
  return { webhook, change: 'updated' };
}

function shown(change: Change, id: string) {
  const words = {
    created: { en: `✓ Webhook ${id} created.`, zh: `✓ 已创建 Webhook ${id}。` },
    updated: { en: `✓ Webhook ${id} updated.`, zh: `✓ 已更新 Webhook ${id}。` },
    unchanged: { en: `✓ Webhook ${id} is up to date.`, zh: `✓ Webhook ${id} 无需改动。` },
  };
  return words[change];
}

/** In the format of `docker --env-file` and systemd's `EnvironmentFile`. */
const writeKey = (file: string, signingKey: string): Promise<void> =>
  writePrivateFile(file, `${KEY}=${signingKey}`, {
    en: `${file} already exists and was not changed: name another file with --key-file.`,
    zh: `${file} 已存在，未作改动：请用 --key-file 指定其他文件。`,
  });

function printKey(
  { output }: Context,
  {
    keyFile,
    signingKey,
    tested,
  }: {
    readonly keyFile: string | undefined;
    readonly signingKey: string | undefined;
    /** With success: the gateway has the key. */
    readonly tested: boolean;
  },
): void {
  if (signingKey !== undefined) output.verbatim(`${KEY}=${signingKey}`);
  if (keyFile !== undefined) {
    output.print({
      en: `✓ Its signing key is in ${keyFile}, readable only by you. Start the gateway with it.`,
      zh: `✓ 签名密钥已写入 ${keyFile}，仅您本人可读。请用它启动网关。`,
    });
  }
  if (signingKey !== undefined || keyFile !== undefined || tested) return;
  output.print({
    en: `The gateway needs the webhook’s signing key as ${KEY}: --key-file <file> writes it to a file, --show-key prints it.`,
    zh: `网关需要把签名密钥设为 ${KEY}：--key-file <文件> 写入文件，--show-key 直接显示。`,
  });
}
