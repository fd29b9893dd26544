import { openAccount } from '../aliyun/account.ts';
import type { Action, Context } from '../command.ts';
import { usageFailure } from '../failure.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const [signName = ''] = context.arguments;
  refuseBadName(signName);
  const qualificationId = options.text('qualificationId');
  if (qualificationId === undefined) {
    throw usageFailure({
      en: 'A signature needs an approved qualification (资质): pass its id with --qualification-id. It is made in the SMS console under Qualifications.',
      zh: '签名需要已通过审核的资质：请用 --qualification-id 传入。资质在短信控制台的“资质管理”中创建。',
    });
  }
  const { client } = await openAccount(context);
  const { orderId } = await client.createSmsSign({
    signName,
    signSource: sourceOf(context),
    qualificationId,
    remark: options.text('remark'),
    trademarkId: options.text('trademarkId'),
    appIcpRecordId: options.text('appIcpRecordId'),
    applySceneContent: options.text('link'),
  });
  output.result({ signName, orderId });
  output.print({
    en: `✓ Applied for "${signName}" (order ${orderId ?? '?'}). Review takes about 2 hours; filing with the carriers 5 to 10 working days. Watch it with: sign get ${signName}`,
    zh: `✓ 已提交签名“${signName}”（工单 ${orderId ?? '?'}）。审核约 2 小时，运营商报备 5 至 10 个工作日。查看：sign get ${signName}`,
  });
};

const SOURCES = ['enterprise', 'trademark', 'app'] as const;

const sourceOf = ({ options }: Context) =>
  SOURCES.find((source) => source === options.text('source')) ?? 'enterprise';

/** Aliyun's rules for names, so that an application is not lost on them: personal accounts have one
 *  a day. Source: https://help.aliyun.com/zh/sms/user-guide/signature-specifications */
function refuseBadName(signName: string): void {
  if (/^[^[\]【】(),.，。\s]{2,12}$/u.test(signName) && !/test|测试/i.test(signName)) return;
  throw usageFailure({
    en: `"${signName}" would be rejected: a signature has 2 to 12 characters, no brackets, commas, dots or blanks, and no word for "test".`,
    zh: `“${signName}”会被驳回：签名为 2 至 12 个字符，不含括号、逗号、句点和空格，也不能含“测试”字样。`,
  });
}
