import { AliyunSmsError, type SmsClient, type SmsSign } from 'aliyun-sms-client';
import { line } from '../../ask.ts';
import type { Context } from '../../command.ts';
import type { Words } from '../../language.ts';
import { pasteable } from '../../pasteable.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { chooseReviewed, type Item } from './choose-reviewed.ts';
import { carrierName, filingOf, reviewOf } from '../../aliyun/review.ts';
import { TEST_TAG } from '../../aliyun/test-pair.ts';
import {
  QUALIFICATION_NEEDED,
  signApplication,
  signNameProblem,
} from '../../aliyun/sign-application.ts';

/** `earlier` is the choice of an interrupted run. */
export async function chooseSignature(
  context: Context,
  client: SmsClient,
  earlier: string | undefined,
): Promise<Pick<SmsSign, 'signName' | 'signTag'>> {
  const signs = await allPages(async (pageIndex) => {
    const page = await client.querySmsSignList({ pageIndex });
    return { items: page.signs, total: page.totalCount };
  });
  const details = new Map<string, SmsSign | undefined>();
  const items = await Promise.all(
    signs.map(async ({ signName = '', status }): Promise<Item> => {
      const sign = status === 'approved' ? await detailsOf(client, signName) : undefined;
      details.set(signName, sign);
      const { rank, words } = fitness(context, sign);
      const state = reviewOf(status);
      const known = [context.output.text(state), words].filter((word) => word !== '');
      const label = `${signName}  ${known.join(' · ')}`;
      return { value: signName, label, inReview: status === 'in-review', state, rank };
    }),
  );
  const signName = await chooseReviewed(context, items, {
    flag: '--sign-name',
    given: context.options.text('signName') ?? earlier,
    question: { en: 'Signature (签名)', zh: '签名' },
    none: noneOf(context),
    another: { en: 'Apply for another', zh: '申请新签名' },
    apply: () => apply(context, client),
    look: (name) => client.getSmsSign({ signName: name }),
  });
  return { signName, signTag: details.get(signName)?.signTag };
}

const noneOf = (context: Context): Words => ({
  en: `The account has no approved signature. Apply for one with --sign-name and --qualification-id, then run init again. Without a company, use one of Aliyun’s gift signatures, which need no review: ${giftLine(context)}`,
  zh: `账号没有已通过审核的签名。请用 --sign-name 和 --qualification-id 申请，再重新运行 init。没有企业资质时，可使用阿里云赠送的签名，无需审核：${giftLine(context)}`,
});

const giftLine = (context: Context): string => pasteable(context, ['init', '--channel', 'mas']);

/** Undefined if the key has no right to read it: setting up goes on without. */
export async function detailsOf(client: SmsClient, signName: string): Promise<SmsSign | undefined> {
  try {
    return await client.getSmsSign({ signName });
  } catch (error) {
    if (error instanceof AliyunSmsError) return undefined;
    throw error;
  }
}

/** How suitable an approved signature is today, and what to say about it. */
function fitness(
  { output }: Context,
  sign: SmsSign | undefined,
): { readonly rank?: number; readonly words: string } {
  if (sign === undefined) return { rank: 2, words: '' };
  if (sign.signTag === TEST_TAG) return { words: output.text(TEST) };
  const open = sign.carriers.filter((filing) => filingOf(filing).mark !== '✓');
  if (open.length === 0) return { rank: 0, words: output.text(FILED) };
  const [colon, semicolon] = output.language === 'zh' ? ['：', '；'] : [': ', '; '];
  const words = open
    .map((filing) => output.text(carrierName(filing)) + colon + output.text(filingOf(filing)))
    .join(semicolon);
  return open.every(({ status }) => status === 'filed') ? { rank: 1, words } : { words };
}

const TEST = {
  en: 'Aliyun’s test signature: only with its own template, to bound numbers',
  zh: '阿里云测试签名：只能配测试模板，发往已绑定的号码',
};
const FILED = { en: 'filed with the carriers', zh: '运营商均已报备' };

/** Asks for what the flags do not say. A script without --qualification-id does not apply. */
async function apply(context: Context, client: SmsClient): Promise<string | undefined> {
  const { options, output, terminal } = context;
  const asks = terminal.stdin.isTTY === true;
  const flags = { name: options.text('signName'), qualification: options.text('qualificationId') };
  if (!asks && (flags.name === undefined || flags.qualification === undefined)) return undefined;
  if (flags.name === undefined) output.print(noCompany(context));
  const question = { en: 'New signature (签名), without 【】', zh: '要申请的签名，不带【】' };
  const instead = { en: 'Pass --sign-name.', zh: '请传入 --sign-name。' };
  const signName =
    flags.name ?? (await line(context, question, { instead, problem: signNameProblem }));
  const qualificationId =
    flags.qualification ??
    (await line(
      context,
      {
        en: `To apply for ${signName}: id of an approved qualification (资质; see "qualification list")`,
        zh: `申请 ${signName}：已通过审核的资质 ID（可用 qualification list 查看）`,
      },
      { instead: QUALIFICATION_NEEDED },
    ));
  await client.createSmsSign(signApplication(context, signName, qualificationId));
  output.print({ en: `✓ Applied for ${signName}.`, zh: `✓ 已提交签名 ${signName}。` });
  return signName;
}

const noCompany = (context: Context): Words => ({
  en: `A new signature requires a company’s qualification. Without one, press Ctrl-C and use one of Aliyun’s gift signatures, which need no review: ${giftLine(context)}`,
  zh: `申请签名需要企业资质。没有企业资质时，请按 Ctrl-C，改用阿里云赠送的签名，无需审核：${giftLine(context)}`,
});
