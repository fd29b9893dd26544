import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { connectorPackage } from '../../connector-package.ts';
import { CommandFailure, systemCode } from '../../failure.ts';
import { inSendOf, loadConnector, type ConnectorHost } from './connector-host.ts';
import { demoSettings } from './demo-settings.ts';

/** How a message gets from Logto to Aliyun: through this project's connector in Logto, or through
 *  Logto's own HTTP SMS connector and the gateway. */
export type WayName = 'connector' | 'gateway';

export interface DemoWay {
  readonly name: WayName;
  readonly connector: ConnectorHost;
  /** Where the gateway listens, if there is one. */
  readonly gatewayUrl?: string;
  readonly close: () => Promise<void>;
}

/** `endpoint`: the sandbox's origin. */
export const openWay = (name: WayName, endpoint: string): Promise<DemoWay> =>
  name === 'gateway' ? byGateway(endpoint) : byConnector(endpoint);

async function byConnector(endpoint: string): Promise<DemoWay> {
  const connector = await loadConnector(connectorPackage(), demoSettings(endpoint));
  return { name: 'connector', connector, close: async () => undefined };
}

async function byGateway(endpoint: string): Promise<DemoWay> {
  const folder = officialConnector();
  const { startGateway } = await import('aliyun-sms-gateway');
  const { createSender } = await import('aliyun-sms-sender');
  const token = randomBytes(24).toString('base64url');
  const sender = createSender();
  const gateway = await startGateway({
    settings: demoSettings(endpoint),
    environment: { ALIYUN_SMS_GATEWAY_TOKEN: token },
    port: 0,
    sender: {
      ...sender,
      // The message arrives over HTTP: nothing else ties its events to the page's request.
      send: (settings, request) => {
        const { to, payload } = request;
        return inSendOf({ to, code: String(payload['code']) }, () =>
          sender.send(settings, request),
        );
      },
    },
  });
  try {
    const connector = await loadConnector(folder, {
      endpoint: `${gateway.url}/sms`,
      authorization: `Bearer ${token}`,
    });
    return { name: 'gateway', connector, gatewayUrl: gateway.url, close: () => gateway.close() };
  } catch (error) {
    await gateway.close();
    throw error;
  }
}

/** Logto's HTTP SMS connector: a development dependency, absent from the published package. */
function findOfficialConnector(): string | undefined {
  try {
    return fileURLToPath(new URL('../', import.meta.resolve('@logto/connector-http-sms')));
  } catch (error) {
    if (systemCode(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    return undefined;
  }
}

export const hasGatewayWay = (): boolean => findOfficialConnector() !== undefined;

function officialConnector(): string {
  const folder = findOfficialConnector();
  if (folder === undefined) {
    throw new CommandFailure({
      en: 'Logto’s HTTP SMS connector is not installed here: --gateway only works in a clone of the repository.',
      zh: '此处未安装 Logto 的 HTTP SMS 连接器：--gateway 需在仓库的克隆中使用。',
    });
  }
  return folder;
}
