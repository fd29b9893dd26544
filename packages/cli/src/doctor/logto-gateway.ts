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
  const reporting = (await logto.webhooks()).filter(reportsCodes);
  const refused = reporting.flatMap(refusals);
  return [reached, ...(refused.length > 0 ? refused : [reporting.length > 0 ? FED : NOT_FED])];
}

const reportsCodes = ({ enabled, events, config }: Webhook): boolean =>
  enabled && config.url.endsWith('/hooks/logto') && events.includes('PostSignIn');

/** For example because the gateway has another signing key. */
function refusals({ executionStats }: Webhook): Finding[] {
  const { successCount = 0, requestCount = 0 } = executionStats ?? {};
  const failed = requestCount - successCount;
  if (failed === 0) return [];
  return [
    warning(
      'logto.webhook',
      {
        en: `The gateway did not accept ${failed} of the last ${requestCount} webhooks (24 hours): their codes count as not entered`,
        zh: `最近 24 小时的 ${requestCount} 次 Webhook 中，网关未接受 ${failed} 次，对应的验证码按未输入计`,
      },
      {
        en: 'Run "logto webhooks <gateway> --test": it says why, or that it works now.',
        zh: '请运行 logto webhooks <网关地址> --test：查看原因，或确认现已正常。',
      },
    ),
  ];
}

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
