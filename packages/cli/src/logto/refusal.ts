import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import type { Localized } from '../language.ts';

const refusalBody = z.object({
  code: z.string(),
  message: z.string(),
  /** Field and reason, where settings are refused on saving. */
  details: z.string().optional().catch(undefined),
  /** What the connector says, where it was the connector that refused. */
  data: z.object({ errorDescription: z.string() }).optional().catch(undefined),
});

/** What to do about the refusals that an operator meets first. */
const REMEDIES: Readonly<Record<string, Localized>> = {
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
  'auth.unauthorized': {
    en: 'Check that the resource is this tenant’s Management API.',
    zh: '请检查 resource 是否为该租户的 Management API。',
  },
};

/** What Logto refused, in the connector's own words where it has any: Logto's are one fixed sentence
 *  for every cause. */
export function refusal(status: number, body: unknown): CommandFailure {
  const known = refusalBody.safeParse(body);
  if (!known.success) {
    return new CommandFailure({
      en: `Logto answered HTTP ${status}.`,
      zh: `Logto 回答 HTTP ${status}。`,
    });
  }
  const { code, message, details, data } = known.data;
  const words =
    data?.errorDescription ?? (details === undefined ? message : `${message} ${details}`);
  const remedy = REMEDIES[code];
  return new CommandFailure({
    en: `Logto refused (${code}): ${words}${remedy ? ` ${remedy.en}` : ''}`,
    zh: `Logto 拒绝（${code}）：${words}${remedy ? ` ${remedy.zh}` : ''}`,
  });
}
