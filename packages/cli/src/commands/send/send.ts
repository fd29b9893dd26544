import { randomInt } from 'node:crypto';
import {
  countSegments,
  textWithSignName,
  type DeliveryReport,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';
import { openAccount } from '../../aliyun/account.ts';
import { chooseMessage, type Choice, type Wording } from '../../aliyun/choose-message.ts';
import { deliveryLine, reportJson } from '../../aliyun/delivery.ts';
import { follow } from './follow.ts';
import { operationFor, type Operation } from '../../aliyun/operations.ts';
import { FailureAfter } from '../../failure.ts';
import { shownNumber, withoutCodes } from '../../aliyun/recipient.ts';
import { render } from '../../aliyun/template-text.ts';
import type { Action, Context } from '../../command.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const code = options.text('code') ?? String(randomInt(1_000_000)).padStart(6, '0');
  const { number, channel, wording: draft } = await chooseMessage(context, code);
  const { client } = await openAccount(context, channel);
  const wording = filledIn(draft, code);
  const operation = operationFor(channel.channel, wording);
  const text = await renderedText(client, channel.channel, wording, number);
  const preview = previewOf(context, { number, channel, wording, text, operation, code });
  output.table(preview.rows);
  const started = performance.now();
  const work = operation.send(client, number.msisdn);
  const { id, requestId } = await output.progress({ en: 'Sending …', zh: '正在发送 …' }, work);
  const milliseconds = Math.round(performance.now() - started);
  output.print();
  output.print({
    en: `✓ Accepted by Aliyun in ${milliseconds} ms (BizId ${id})`,
    zh: `✓ 阿里云已受理，耗时 ${milliseconds} 毫秒（BizId ${id}）`,
  });
  const accepted = { ...preview.json, bizId: id, requestId, milliseconds };
  if (!options.flag('follow')) {
    output.result(accepted);
    output.print({
      en: 'Accepted is not delivered: add --follow to watch for the delivery report.',
      zh: '受理不等于送达：加上 --follow 可等待送达回执。',
    });
    return 0;
  }
  const report = await follow(context, client, operation, { id, number }).catch(
    (error: unknown) => {
      throw new FailureAfter(accepted, error);
    },
  );
  const told = report && reportJson(report, options.flag('showCodes'), code);
  output.result({ ...accepted, report: told });
  return conclude(context, report);
};

function filledIn(wording: Wording, code: string): Wording {
  const fill = (value: string) => value.replaceAll(/{{\s*code\s*}}/g, code);
  if (wording.kind === 'text') return { ...wording, text: fill(wording.text) };
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(wording.params)) params[name] = fill(value);
  return { ...wording, params };
}

/** What the phone will show. A key without the right to read templates can still send, and Aliyun has
 *  no call that reads its own templates of SMS authentication. */
async function renderedText(
  client: SmsClient,
  channel: Choice['channel']['channel'],
  wording: Wording,
  { region }: PhoneNumber,
): Promise<string | undefined> {
  if (wording.kind === 'text') return wording.text;
  if (channel === 'mas') return undefined;
  const { signName, templateCode, params } = wording;
  try {
    const { templateContent } = await client.getSmsTemplate({ templateCode });
    if (templateContent === undefined) return undefined;
    return textWithSignName(signName, render(templateContent, params), region);
  } catch {
    return undefined;
  }
}

interface Preview extends Choice {
  readonly text: string | undefined;
  readonly operation: Operation;
  readonly code: string;
}

function previewOf(context: Context, preview: Preview) {
  const { number, channel, wording, text, operation, code } = preview;
  const { options, output } = context;
  const to = shownNumber(context, number.e164);
  const shownText =
    text === undefined || options.flag('showCodes') ? text : withoutCodes(text, code);
  const segments = text === undefined ? undefined : countSegments(text, number.region);
  const rows = [
    [output.label({ en: 'To', zh: '号码' }), `${to} (${number.country})`],
    [output.label({ en: 'Channel', zh: '通道' }), `${channel.channel} (${operation.name})`],
  ];
  const { templateCode, signName } = wording.kind === 'template' ? wording : {};
  const { from } = wording.kind === 'text' ? wording : {};
  if (signName !== undefined) rows.push([output.label({ en: 'Signature', zh: '签名' }), signName]);
  if (templateCode !== undefined)
    rows.push([output.label({ en: 'Template', zh: '模板' }), templateCode]);
  if (from !== undefined) rows.push([output.label({ en: 'Sender id', zh: '发送方' }), from]);
  if (shownText !== undefined) {
    rows.push(
      [output.label({ en: 'Text', zh: '内容' }), shownText],
      [output.label({ en: 'Segments', zh: '计费条数' }), `${segments}`],
    );
  }
  const words = { signName, templateCode, from, text: shownText, segments };
  return { rows, json: { to, channel: channel.channel, operation: operation.name, ...words } };
}

function conclude(context: Context, report: DeliveryReport | undefined): number {
  const { output, terminal } = context;
  if (report) output.print(deliveryLine(context, report));
  if (report?.status === 'delivered') return 0;
  if (report?.status === 'failed') return 1;
  const later = { en: 'Look again later with "trace".', zh: '稍后可用 trace 再次查询。' };
  output.print(
    terminal.signal.aborted
      ? { en: `Stopped before the report. ${later.en}`, zh: `已停止，尚无回执。${later.zh}` }
      : { en: `No report within 2 minutes. ${later.en}`, zh: `2 分钟内没有回执。${later.zh}` },
  );
  return 1;
}
