import { openAccount } from '../../aliyun/account.ts';
import { signApplication } from '../../aliyun/sign-application.ts';
import { pasteable } from '../../pasteable.ts';
import type { Action } from '../../command.ts';

export const run: Action = async (context) => {
  const { output } = context;
  const [signName = ''] = context.arguments;
  const application = signApplication(context, signName);
  const { client } = await openAccount(context);
  const { orderId } = await client.createSmsSign(application);
  output.result({ signName, orderId });

  output.print({
    en: `✓ Applied for "${signName}" (order ${orderId ?? '?'}). The review takes about 2 hours, filing with the carriers 5 to 10 working days. Check the progress with:`,
    zh: `✓ 已提交签名“${signName}”（工单 ${orderId ?? '?'}）。审核约 2 小时，运营商报备 5 至 10 个工作日。查看进度：`,
  });
  output.verbatim(`  ${pasteable(context, ['sign', 'get', signName])}`);
};
