import { randomInt, randomUUID } from 'node:crypto';
import {
  AliyunSmsError,
  parsePhoneNumber,
  type DeliveryReport,
  type PhoneNumber,
  type SmsClient,
  type SmsSign,
} from 'aliyun-sms-client';
import { openAccount } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { carrierOf } from '../../aliyun/carriers.ts';
import { shownNumber } from '../../aliyun/recipient.ts';
import { carrierName, filingOf } from '../../aliyun/review.ts';
import { withoutBrackets } from '../../aliyun/sign-application.ts';
import { holdsOneCode, isPair, rankOf } from '../../aliyun/template-purpose.ts';
import { TEST_TAG } from '../../aliyun/test-pair.ts';
import { confirm } from '../../ask.ts';
import type { Action, Context } from '../../command.ts';
import { CommandFailure, usageFailure } from '../../failure.ts';
import { untilReported } from '../send/follow.ts';
import { verdictOf, type Outcome } from './verdict.ts';

/** Sends a code to a number of each carrier, and compares the reports with the claimed filing. */
export const run: Action = async (context) => {
  const { output } = context;
  const [named = ''] = context.arguments;
  const signName = withoutBrackets(named);
  const recipients = recipientsOf(context);
  const { client } = await openAccount(context);
  const sign = await client.getSmsSign({ signName });
  const templateCode = context.options.text('template') ?? (await anyTemplate(client, sign));
  await agree(context, { signName, templateCode, recipients });
  const work = Promise.all(
    recipients.map((number) => sendOne(context, client, { signName, templateCode, number })),
  );
  const outcomes = await output.progress(
    { en: 'Waiting for the reports, up to 2 minutes …', zh: '正在等待回执，最多 2 分钟 …' },
    work,
  );
  return show(context, sign, { templateCode, outcomes });
};

const MOST_NUMBERS = 3;

/** Filing only concerns the mainland, so bare digits are read as mainland numbers. */
function recipientsOf({ options }: Context): readonly PhoneNumber[] {
  const texts = options.list('to').flatMap((text) => text.split(','));
  const numbers = texts.map((text) => parsePhoneNumber(text, { bareNumbers: 'mainland' }));
  const mainland = new Map(
    numbers.flatMap((number) =>
      number?.region === 'mainland' ? [[number.msisdn, number] as const] : [],
    ),
  );
  const isValid =
    numbers.length >= 1 && numbers.length <= MOST_NUMBERS && mainland.size === numbers.length;
  if (isValid) return [...mainland.values()];
  throw usageFailure({
    en: `--to takes one to ${MOST_NUMBERS} different mainland numbers, ideally one of each carrier: --to 13800138000 13000130000 18900189000`,
    zh: `--to 需要 1 至 ${MOST_NUMBERS} 个不同的中国内地号码，最好每个运营商一个：--to 13800138000 13000130000 18900189000`,
  });
}

/** Any approved template for codes will do: it is the signature that is tested. */
async function anyTemplate(client: SmsClient, { signTag }: SmsSign): Promise<string> {
  const templates = await allPages(async (pageIndex) => {
    const page = await client.querySmsTemplateList({ pageIndex });
    return { items: page.templates, total: page.totalCount };
  });
  const [best] = templates
    .filter(
      (template) =>
        template.templateType === 'verification' &&
        template.status === 'approved' &&
        holdsOneCode(template.templateContent ?? '') &&
        isPair(template, signTag === TEST_TAG),
    )
    .toSorted((a, b) => (rankOf(a) ?? 9) - (rankOf(b) ?? 9));
  if (best?.templateCode !== undefined) return best.templateCode;
  throw new CommandFailure({
    en: 'The account has no approved verification template to send with. Apply for one with "template create", or pass one with --template.',
    zh: '账号没有可用的验证码模板。请用 template create 申请，或用 --template 指定。',
  });
}

async function agree(
  context: Context,
  {
    signName,
    templateCode,
    recipients,
  }: {
    readonly signName: string;
    readonly templateCode: string;
    readonly recipients: readonly PhoneNumber[];
  },
): Promise<void> {
  const { options, output } = context;
  const count = recipients.length;
  output.print({
    en: `This sends ${count} paid message${count === 1 ? '' : 's'} with 【${signName}】 and ${templateCode}:`,
    zh: `将用【${signName}】和 ${templateCode} 发送 ${count} 条付费短信：`,
  });
  output.table(
    recipients.map(({ e164, national }) => [
      shownNumber(context, e164),
      output.text(carrierName({ carrier: carrierOf(national) })),
    ]),
    { indent: '  ' },
  );
  const question = { en: 'Send?', zh: '发送？' };
  if (options.flag('yes') || (await confirm(context, question))) return;
  throw new CommandFailure({ en: 'Nothing was sent.', zh: '未发送任何短信。' });
}

async function sendOne(
  context: Context,
  client: SmsClient,
  message: {
    readonly signName: string;
    readonly templateCode: string;
    readonly number: PhoneNumber;
  },
): Promise<Outcome> {
  const { signName, templateCode, number } = message;
  const outId = randomUUID();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const carrier = carrierOf(number.national);
  try {
    const { bizId } = await client.sendSms({
      phoneNumber: number.e164,
      signName,
      templateCode,
      templateParam: { code },
      outId,
    });
    const sent = { id: bizId, outId, number };
    const report = await untilReported(context, client, { channel: 'sms', message: sent });
    return { number, carrier, bizId, report };
  } catch (error) {
    if (!(error instanceof AliyunSmsError)) throw error;
    return { number, carrier, refusal: error };
  }
}

/** Prints each report with the claimed filing. */
function show(
  context: Context,
  sign: SmsSign,
  {
    templateCode,
    outcomes,
  }: { readonly templateCode: string; readonly outcomes: readonly Outcome[] },
): number {
  const { output } = context;
  const { signName } = sign;
  const judged = outcomes.map((outcome) => {
    const claim = sign.carriers.find(({ carrier }) => carrier === outcome.carrier);
    return { outcome, claim, verdict: verdictOf(outcome, claim) };
  });
  output.result({
    signName,
    templateCode,
    results: judged.map(({ outcome, claim, verdict }) => ({
      to: shownNumber(context, outcome.number.e164),
      carrier: outcome.carrier,
      claimed: claim?.status,
      bizId: outcome.bizId,
      ...reportFields(outcome.report),
      ...(outcome.refusal && {
        apiCode: outcome.refusal.apiCode,
        outcome: outcome.refusal.outcome,
      }),
      verdict: output.text(verdict),
    })),
  });
  output.print();
  for (const { outcome, claim, verdict } of judged) {
    const number = shownNumber(context, outcome.number.e164);
    const carrier = carrierName({ carrier: outcome.carrier });
    const claimed = claim ? output.text(filingOf(claim)) : '–';
    output.print(
      output.text({
        en: `${verdict.mark} ${number} (${carrier.en}; Aliyun says: ${claimed}): ${verdict.en}`,
        zh: `${verdict.mark} ${number}（${carrier.zh}；登记为：${claimed}）：${verdict.zh}`,
      }),
    );
  }
  output.print({
    en: 'Carriers are inferred from the first digits, which is wrong for ported numbers.',
    zh: '运营商按号段判断，对携号转网的号码不准确。',
  });
  return outcomes.every(({ report }) => report?.status === 'delivered') ? 0 : 1;
}

const reportFields = (report: DeliveryReport | undefined): object =>
  report === undefined
    ? {}
    : {
        status: report.status,
        errCode: report.errCode,
        sentAt: report.sentAt,
        reportedAt: report.reportedAt,
      };
