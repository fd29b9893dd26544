import { line } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { MAS_TEMPLATE } from '../../logto/stored-settings.ts';
import type { Settings } from '../../logto/settings-file.ts';
import { withoutBrackets } from '../../aliyun/sign-application.ts';

/**
 * SMS authentication (mas): Aliyun's own signatures and templates, without review, even for individuals.
 * The signatures change, and no operation lists them.
 * Source: https://help.aliyun.com/zh/pnvs/access-an-overview-1
 */
export async function askForGift(context: Context, known: Settings): Promise<Settings> {
  const { options, output, terminal } = context;
  const { channel, signName: stored } = known;
  // Of another channel it is the account's own signature, which SMS authentication refuses.
  const earlier = channel === 'mas' && typeof stored === 'string' ? stored : undefined;
  const given = options.text('signName') ?? (terminal.stdin.isTTY === true ? undefined : earlier);
  if (given === undefined) output.print(WHERE);
  const signName = given ?? (await line(context, QUESTION, { instead: INSTEAD, initial: earlier }));
  const templateCode = options.text('template') ?? MAS_TEMPLATE;
  return {
    signName: withoutBrackets(signName),
    templates: [{ usageType: 'Generic', templateCode }],
  };
}

const WHERE = {
  en: 'Aliyun lists its gift signatures in the Phone Number Verification console: 号码认证服务 → 短信认证参数配置 → 签名配置 → 赠送签名配置. The list changes: choose one that is on it today.',
  zh: '赠送签名请在号码认证服务控制台查看：短信认证参数配置 → 签名配置 → 赠送签名配置。赠送签名会更换，请选用列表中现有的一个。',
};

const QUESTION = { en: 'Gift signature (赠送签名)', zh: '赠送签名' };

const INSTEAD = {
  en: 'Pass a gift signature with --sign-name: see the Phone Number Verification console, 短信认证参数配置 → 签名配置 → 赠送签名配置.',
  zh: '请用 --sign-name 传入赠送签名：号码认证服务控制台 → 短信认证参数配置 → 签名配置 → 赠送签名配置。',
};
