import type { SmsClient } from 'aliyun-sms-client';
import { line } from '../../ask.ts';
import type { Context } from '../../command.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { reviewOf } from '../../aliyun/review.ts';
import {
  QUALIFICATION_NEEDED,
  signApplication,
  signNameProblem,
} from '../../aliyun/sign-application.ts';

/** `earlier` is what a run before this one has settled. */
export async function chooseSignature(
  context: Context,
  client: SmsClient,
  earlier: string | undefined,
): Promise<string> {
  const signs = await allPages(async (pageIndex) => {
    const page = await client.querySmsSignList({ pageIndex });
    return { items: page.signs, total: page.totalCount };
  });
  const items = signs.map(({ signName = '', status }) => ({
    value: signName,
    label: signName,
    inReview: status === 'in-review',
    state: reviewOf(status),
  }));
  return chooseReviewed(context, items, {
    flag: '--sign-name',
    given: context.options.text('signName') ?? earlier,
    question: { en: 'Signature (签名)', zh: '签名' },
    none: {
      en: 'The account has no approved signature. Apply for one with --sign-name and --qualification-id; then run init again.',
      zh: '账号没有已通过审核的签名。请用 --sign-name 和 --qualification-id 申请，再重新运行 init。',
    },
    apply: () => apply(context, client),
    look: (signName) => client.getSmsSign({ signName }),
  });
}

/** Asks for what the flags leave open. A script that names no qualification wants none. */
async function apply(context: Context, client: SmsClient): Promise<string | undefined> {
  const { options, output, terminal } = context;
  const asks = terminal.stdin.isTTY === true;
  const flags = { name: options.text('signName'), qualification: options.text('qualificationId') };
  if (!asks && (flags.name === undefined || flags.qualification === undefined)) return undefined;
  const question = { en: 'New signature (签名), without 【】', zh: '要申请的签名，不带【】' };
  const instead = { en: 'Pass --sign-name.', zh: '请传入 --sign-name。' };
  const signName =
    flags.name ?? (await line(context, question, { instead, problem: signNameProblem }));
  const qualificationId =
    flags.qualification ??
    (await line(
      context,
      {
        en: `To apply for ${signName}: id of an approved qualification (资质)`,
        zh: `申请 ${signName}：已通过审核的资质 ID`,
      },
      { instead: QUALIFICATION_NEEDED },
    ));
  await client.createSmsSign(signApplication(context, signName, qualificationId));
  output.print({ en: `✓ Applied for ${signName}.`, zh: `✓ 已提交签名 ${signName}。` });
  return signName;
}
