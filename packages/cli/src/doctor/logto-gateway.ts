import type { LogtoConnector, ManagementApi, Webhook } from '../logto/management-api.ts';
import type { Settings } from '../logto/settings-file.ts';
import { ok, warning, type Finding } from './finding.ts';

/** For a Logto that sends through its HTTP SMS connector: the settings are the gateway's, not Logto's. */
export async function checkGateway(
  logto: ManagementApi,
  { config }: LogtoConnector,
  settings: Settings,
): Promise<Finding[]> {
  const endpoint = String(config['endpoint']);
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : '?';
  const reached = ok('logto.gateway', {
    en: `Logto sends through its HTTP SMS connector, to ${host}`,
    zh: `Logto 通过自带的 HTTP SMS 连接器发送，接入地址为 ${host}`,
  });
  if (!JSON.stringify(settings['guard'] ?? {}).includes('"unverified"')) return [reached];
  return (await logto.webhooks()).some(reportsCodes) ? [reached, FED] : [reached, NOT_FED];
}

const reportsCodes = ({ enabled, events, config }: Webhook): boolean =>
  enabled && config.url.endsWith('/hooks/logto') && events.includes('PostSignIn');

const FED = ok('logto.webhook', {
  en: 'A webhook reports entered codes to the gateway',
  zh: '已有 Webhook 把验证码的使用情况告知网关',
});
const NOT_FED = warning(
  'logto.webhook',
  {
    en: 'The guard counts "unverified", but no webhook reports entered codes to the gateway: no place is given back',
    zh: '防刷按 "unverified" 计数，但没有 Webhook 把验证码的使用情况告知网关，名额不会退回',
  },
  {
    en: 'Run "logto webhooks <gateway>", and start the gateway with the signing key.',
    zh: '请运行 logto webhooks <网关地址>，并用签名密钥启动网关。',
  },
);
