import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import {
  chinaDay,
  countSegments,
  type DeliveryReport,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';
import { openAccount } from '../aliyun/account.ts';
import { deliveryLine, reportJson } from '../aliyun/delivery.ts';
import { chooseTemplate, type Choice } from '../aliyun/choose-template.ts';
import { recipientOf, shownNumber, withoutCodes } from '../aliyun/recipient.ts';
import { render } from '../aliyun/template-text.ts';
import type { Action, Context } from '../command.ts';

/** How long `--follow` watches one message. */
const FOLLOW_MS = 2 * 60_000;
const POLL_MS = 1000;

export const run: Action = async (context) => {
  const { options, output } = context;
  const number = recipientOf(context);
  const choice = await chooseTemplate(context, number);
  const { client } = await openAccount(context);
  const code = options.text('code') ?? String(randomInt(1_000_000)).padStart(6, '0');
  const templateParam = paramsOf(choice, code);
  const text = await renderedText(client, choice, templateParam);
  const preview = previewOf(context, { number, choice, text });
  output.table(preview.rows);
  const started = performance.now();
  const work = client.sendSms({ phoneNumber: number.msisdn, ...choice, templateParam });
  const { bizId, requestId } = await output.progress({ en: 'Sending …', zh: '正在发送 …' }, work);
  const milliseconds = Math.round(performance.now() - started);
  output.print();
  output.print({
    en: `✓ Aliyun took it in ${milliseconds} ms (BizId ${bizId})`,
    zh: `✓ 阿里云已受理，耗时 ${milliseconds} 毫秒（BizId ${bizId}）`,
  });
  const accepted = { ...preview.json, bizId, requestId, milliseconds };
  if (!options.flag('follow')) {
    output.result(accepted);
    output.print({
      en: 'Taken is not delivered: add --follow to watch for the delivery report.',
      zh: '受理不等于送达：加上 --follow 可等待送达回执。',
    });
    return 0;
  }
  const report = await output.progress(
    { en: 'Waiting for the carrier’s report …', zh: '正在等待运营商回执 …' },
    follow(context, client, number, bizId),
  );
  output.result({ ...accepted, report: report && reportJson(report, options.flag('showCodes')) });
  return conclude(context, report);
};

function paramsOf({ params }: Choice, code: string): Record<string, string> {
  const filled: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    filled[name] = value.replaceAll(/{{\s*code\s*}}/g, code);
  }
  return filled;
}

/** What the phone will show. A key without the right to read templates can still send. */
async function renderedText(
  client: SmsClient,
  { signName, templateCode }: Choice,
  params: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  try {
    const { templateContent } = await client.getSmsTemplate({ templateCode });
    return templateContent && `【${signName}】${render(templateContent, params)}`;
  } catch {
    return undefined;
  }
}

function previewOf(
  context: Context,
  { number, choice, text }: { number: PhoneNumber; choice: Choice; text: string | undefined },
) {
  const { options, output } = context;
  const { signName, templateCode } = choice;
  const to = shownNumber(context, number.e164);
  const shownText = text === undefined || options.flag('showCodes') ? text : withoutCodes(text);
  const segments = text === undefined ? undefined : countSegments(text, number.region);
  const label = (en: string, zh: string) => output.paint('dim', output.text({ en, zh }));
  const rows = [
    [label('To', '号码'), `${to} (${number.country})`],
    [label('Channel', '通道'), 'sms (SendSms)'],
    [label('Signature', '签名'), signName],
    [label('Template', '模板'), templateCode],
  ];
  if (shownText !== undefined) {
    rows.push([label('Text', '内容'), shownText], [label('Segments', '计费条数'), `${segments}`]);
  }
  return { rows, json: { to, channel: 'sms', signName, templateCode, text: shownText, segments } };
}

async function follow(
  { terminal }: Context,
  client: SmsClient,
  number: PhoneNumber,
  bizId: string,
): Promise<DeliveryReport | undefined> {
  const deadline = Date.now() + FOLLOW_MS;
  let last: DeliveryReport | undefined;
  while (Date.now() < deadline && !terminal.signal.aborted) {
    // oxlint-disable-next-line no-await-in-loop
    const { reports } = await client.querySendDetails({
      phoneNumber: number.e164,
      sendDate: chinaDay(terminal.now().getTime()),
      bizId,
    });
    last = reports[0] ?? last;
    if (last && last.status !== 'submitted') return last;
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(POLL_MS);
  }
  return last;
}

function conclude(context: Context, report: DeliveryReport | undefined): number {
  const { output } = context;
  if (report) output.print(deliveryLine(context, report));
  if (report?.status === 'delivered') return 0;
  if (report?.status !== 'failed') {
    output.print({
      en: 'No report within 2 minutes. Look again later with "trace".',
      zh: '2 分钟内没有回执。稍后可用 trace 再次查询。',
    });
  }
  return 1;
}
