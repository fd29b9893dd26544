import { confirm } from '../ask.ts';
import type { Context } from '../command.ts';
import { CommandFailure } from '../failure.ts';
import { OFFICIAL_FACTORIES, OWN_FACTORY } from './convert-official.ts';
import type { LogtoConnector } from './management-api.ts';

/** Logto has one SMS connector at a time: adding one deletes the other, so the user is asked first. */
export async function agreeToReplace(
  context: Context,
  connectors: readonly LogtoConnector[],
  factory: string = OWN_FACTORY,
): Promise<void> {
  const other = connectors.find(
    ({ type, connectorId }) => type === 'Sms' && connectorId !== factory,
  )?.connectorId;
  if (other === undefined) return;
  const migrate = factory === OWN_FACTORY && OFFICIAL_FACTORIES.includes(other);
  const push = `logto push ${factory === OWN_FACTORY ? '' : '--gateway <url> '}--yes`;
  const agreed = await confirm(
    context,
    {
      en: `Logto sends SMS through "${other}" now. Replace it?`,
      zh: `Logto 目前通过“${other}”发送短信。要替换它吗？`,
    },
    {
      instead: {
        en: `Logto sends SMS through "${other}" now, and would delete it. ${migrate ? 'Use "logto migrate" to keep its settings, or' : 'Use'} "${push}" to replace it.`,
        zh: `Logto 目前通过“${other}”发送短信，该连接器会被删除。${migrate ? '用 logto migrate 接管其设置，或' : '请'}用 ${push} 替换它。`,
      },
    },
  );
  if (!agreed) throw new CommandFailure({ en: 'Nothing was changed.', zh: '没有做任何改动。' });
}
