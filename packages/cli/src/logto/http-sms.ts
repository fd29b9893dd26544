import type { Context } from '../command.ts';
import { CommandFailure } from '../failure.ts';
import { readSecret } from '../secret.ts';
import { gatewayAddress } from './gateway-address.ts';
import type { ManagementApi } from './management-api.ts';
import type { Settings } from './settings-file.ts';

/** Factory id of Logto's own HTTP SMS connector, which posts each message to a URL. */
export const HTTP_SMS_FACTORY = 'http-sms';

const TOKEN = 'ALIYUN_SMS_GATEWAY_TOKEN';

/** The settings with which it posts to a gateway. The token is from the environment or a prompt. */
export async function httpSmsSettings(context: Context, address: string): Promise<Settings> {
  const endpoint = `${gatewayAddress(address)}/sms`;
  const given = await readSecret(context, {
    variable: TOKEN,
    question: { en: `Token of the gateway (${TOKEN})`, zh: `网关的令牌（${TOKEN}）` },
    byStdin: false,
  });
  return { endpoint, authorization: `Bearer ${await checkedToken(given)}` };
}

/** Validates by the gateway's own rules. During a rotation there are two tokens, the new one first. */
async function checkedToken(given: string): Promise<string> {
  const { GatewayRefusal, readSecrets } = await import('aliyun-sms-gateway');
  try {
    const [token = ''] = readSecrets({ [TOKEN]: given }).tokens;
    return token;
  } catch (error) {
    if (!(error instanceof GatewayRefusal)) throw error;
    throw new CommandFailure(error.words, { exitCode: 2, cause: error });
  }
}

/** Checked before any change: saving would fail with an error about this project's connector. */
export async function requireHttpSms(logto: ManagementApi): Promise<void> {
  const factories = await logto.connectorFactories();
  if (factories.some(({ id }) => id === HTTP_SMS_FACTORY)) return;
  throw new CommandFailure({
    en: 'This Logto has no HTTP SMS connector: it is too old, or was installed without the official connectors.',
    zh: '该 Logto 没有 HTTP SMS 连接器：版本过旧，或安装时未包含官方连接器。',
  });
}
