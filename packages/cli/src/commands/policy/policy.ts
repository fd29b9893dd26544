import type { Action, Context } from '../../command.ts';
import { CHANNEL_ACTIONS } from '../../doctor/rights.ts';
import { connectorSettings, valid } from '../../settings/connector-settings.ts';
import { everySend } from '../../settings/every-send.ts';
import { settingsNamed, settingsToExamine } from '../../settings/find-settings.ts';

/** RAM actions by use. Rights cannot be limited to a signature or template, so the resource is `*`.
 *  Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-ram */
const ACTIONS = {
  ...CHANNEL_ACTIONS,
  // Includes what `init` reads in order to offer what is approved.
  doctor: [
    'dysms:GetSmsSign',
    'dysms:GetSmsTemplate',
    'dysms:QuerySendDetails',
    'dysms:QuerySmsSignList',
    'dysms:QuerySmsTemplateList',
  ],
  stats: ['dysms:QuerySendStatistics'],
  manage: [
    'dysms:CreateSmsSign',
    'dysms:CreateSmsTemplate',
    'dysms:GetSmsSign',
    'dysms:GetSmsTemplate',
    'dysms:QuerySmsQualificationRecord',
    'dysms:QuerySmsSignList',
    'dysms:QuerySmsTemplateList',
  ],
  // Everything needed to go live, from the qualification to the first code.
  setup: [
    'dysms:CreateSmsSign',
    'dysms:CreateSmsTemplate',
    'dysms:GetSmsSign',
    'dysms:GetSmsTemplate',
    'dysms:QuerySendDetails',
    'dysms:QuerySmsQualificationRecord',
    'dysms:QuerySmsSignList',
    'dysms:QuerySmsTemplateList',
    'dysms:SendSms',
  ],
} as const satisfies Record<string, readonly string[]>;

type Use = keyof typeof ACTIONS;

export const run: Action = async (context) => {
  const uses = await usesOf(context);
  const actions = [...new Set(uses.flatMap((use) => ACTIONS[use]))].toSorted();
  // Raw: the same for a person's clipboard and for a pipe.
  context.output.raw(
    JSON.stringify(
      { Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] },
      undefined,
      2,
    ),
  );
};

const isUse = (text: string): text is Use => Object.hasOwn(ACTIONS, text);

async function usesOf(context: Context): Promise<readonly Use[]> {
  const { options } = context;
  const named = options.list('for').filter(isUse);
  const found = await (named.length > 0 ? settingsNamed(context) : settingsToExamine(context));
  if (found === undefined) return named.length > 0 ? named : ['sms'];
  if (options.text('settings') === undefined) {
    context.output.note({ en: `Based on ${found.file}:`, zh: `按 ${found.file} 生成：` });
  }
  // The key may not exist yet.
  const stored = { ...found.stored, credentials: 'environment' };
  const { uses } = everySend(valid(connectorSettings(context, stored)));
  return [...named, ...uses.map(({ channel }) => channel.channel)];
}
