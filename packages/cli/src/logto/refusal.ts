import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import type { Words } from '../language.ts';

const refusalBody = z.object({
  code: z.string(),
  message: z.string(),
  /** Field and reason, if settings are refused on saving. */
  details: z.string().optional().catch(undefined),
  /** What the connector says, if it was the connector that refused, or the webhook's receiver. */
  data: z
    .object({
      errorDescription: z.string(),
      message: z.string(),
      responseStatus: z.number(),
    })
    .partial()
    .optional()
    .catch(undefined),
});

const UNREACHED: Words = {
  en: 'Logto could not reach the gateway: test its address from the machine where Logto runs.',
  zh: 'Logto 无法访问网关：请在 Logto 所在的机器上检查该地址。',
};

/** What to do about the most common refusals. */
const REMEDIES: Readonly<Record<string, Words>> = {
  'connector.not_found': {
    en: 'The connector is not installed there: run "logto install", then restart Logto.',
    zh: '那里尚未安装本连接器：请先运行 logto install，然后重启 Logto。',
  },
  'connector.not_found_with_connector_id': {
    en: 'The connector is not installed there: run "logto install", then restart Logto.',
    zh: '那里尚未安装本连接器：请先运行 logto install，然后重启 Logto。',
  },
  'connector.more_than_one_connector_factory': {
    en: 'Two installed connectors have the same id: remove one folder and restart Logto.',
    zh: '有两个已安装的连接器使用同一个 id：请删除其中一个目录并重启 Logto。',
  },
  'auth.forbidden': {
    en: 'Give the app a role with the Management API permission "all".',
    zh: '请给应用分配带有 Management API “all” 权限的角色。',
  },
  'hook.endpoint_responded_with_error': {
    en: 'HTTP 401 or 404 means that the gateway has a different signing key, or none: set ALIYUN_SMS_GATEWAY_WEBHOOK_KEY there and restart it.',
    zh: '若为 401 或 404，说明网关的签名密钥不同或未设置：请在网关设置 ALIYUN_SMS_GATEWAY_WEBHOOK_KEY 并重启。',
  },
  'hook.send_test_payload_failed': UNREACHED,
  'auth.unauthorized': {
    en: 'Check that the resource is this tenant’s Management API.',
    zh: '请检查 resource 是否为该租户的 Management API。',
  },
};

/** Logto's refusal in the connector's own words, if it has any: Logto's message is the same for every
 *  cause. */
export function refusal(status: number, body: unknown): CommandFailure {
  const known = refusalBody.safeParse(body);
  if (!known.success) {
    return new CommandFailure({
      en: `Logto answered HTTP ${status}.`,
      zh: `Logto 返回 HTTP ${status}。`,
    });
  }
  const { code, message, details, data } = known.data;
  const words =
    data?.errorDescription ??
    data?.message ??
    [message, details, data?.responseStatus && `HTTP ${data.responseStatus}`]
      .filter(Boolean)
      .join(' ');
  const text = withRemedy(words, REMEDIES[code] ?? (NETWORK.test(words) ? UNREACHED : undefined));
  return new CommandFailure({
    en: `Logto refused (${code}): ${text.en}`,
    zh: `Logto 拒绝（${code}）：${text.zh}`,
  });
}

function withRemedy(words: string, remedy: Words | undefined): Words {
  if (remedy === undefined) return { en: words, zh: words };
  const isSentence = /[.。]$/.test(words);
  return {
    en: `${words}${isSentence ? '' : '.'} ${remedy.en}`,
    zh: `${words}${isSentence ? '' : '。'}${remedy.zh}`,
  };
}

/** What the HTTP SMS connector's error contains if it could not reach the gateway. */
const NETWORK = /\bE(CONN|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH)|certificate/;
