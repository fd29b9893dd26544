import { randomInt, randomUUID } from 'node:crypto';
import { AliyunSmsError, type DeliveryReport, type SmsClient } from 'aliyun-sms-client';
import {
  deliver,
  failureOf,
  fieldName,
  type ChannelSettings,
  type Course,
} from 'aliyun-sms-sender';
import { connectChannel, openChannel } from '../../aliyun/account.ts';
import { deliveryLine, reportJson } from '../../aliyun/delivery.ts';
import type { SentMessage } from '../../aliyun/delivery-records.ts';
import { withoutCodes } from '../../aliyun/recipient.ts';
import type { Action, Context } from '../../command.ts';
import { CommandFailure, FailureAfter } from '../../failure.ts';
import { requestIdOf } from '../../failure-report.ts';
import { follow } from './follow.ts';
import { planSend, type PlannedSend } from './plan-send.ts';
import { previewOf, renderedText, shownStepJson } from './preview.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const code = options.text('code') ?? String(randomInt(1_000_000)).padStart(6, '0');
  const planned = await planSend(context, code);
  const clientFor = await clientsOf(context, planned);
  const [first] = planned.steps;
  const text = await renderedText(clientFor(first.channel), first, planned.number);
  const preview = previewOf(context, planned, { text, code });
  for (const { path, message } of output.json ? [] : planned.warnings) {
    output.note(`${output.paint('yellow', '!')} ${fieldName(path)}: ${output.text(message)}`);
  }
  output.table(preview.rows);
  const sent = await handOver(context, planned, { clientFor, done: preview.json });
  const { course, bizId, requestId, milliseconds } = sent;
  printAccepted(context, sent);
  const shown = (value: string) => (options.flag('showCodes') ? value : withoutCodes(value, code));
  const used = course.step === first ? {} : shownStepJson(course.step, shown);
  const accepted = {
    ...preview.json,
    ...used,
    fallbackFrom: course.fallbackFrom,
    bizId,
    requestId,
    milliseconds,
  };
  if (!options.flag('follow')) {
    output.result(accepted);
    output.print({
      en: 'Accepted does not mean delivered: add --follow to wait for the delivery report.',
      zh: '受理不等于送达：加上 --follow 可等待回执。',
    });
    return 0;
  }
  const { channel } = course.step;
  const message = { id: bizId, outId: sent.outId, number: planned.number };
  const report = await follow(context, clientFor(channel), channel.channel, message).catch(
    (error: unknown) => {
      throw new FailureAfter(accepted, error);
    },
  );
  const json = report && reportJson(report, options.flag('showCodes'), code);
  output.result({ ...accepted, report: json });
  return conclude(context, report);
};

/** Resolves the key of the first channel at once; those of the others may never be needed. */
async function clientsOf(
  context: Context,
  { steps: [first, ...others] }: PlannedSend,
): Promise<(channel: ChannelSettings) => SmsClient> {
  const { client } = await openChannel(context, first.channel);
  const clients = new Map<ChannelSettings, SmsClient>();
  for (const { channel } of others) {
    // In turn: the first may prompt for a secret that serves all.
    // oxlint-disable-next-line no-await-in-loop
    clients.set(channel, (await connectChannel(context, channel)).client);
  }
  return (channel) => clients.get(channel) ?? client;
}

interface Sent extends Pick<SentMessage, 'outId'> {
  readonly course: Course;
  readonly bizId: string | undefined;
  readonly requestId: string | undefined;
  readonly milliseconds: number;
}

/** Like the connector, tries the next channel if the account is the reason for the failure. */
async function handOver(
  { output }: Context,
  { number, steps, usageType, timeoutMs }: PlannedSend,
  {
    clientFor,
    done,
  }: { readonly clientFor: (channel: ChannelSettings) => SmsClient; readonly done: object },
): Promise<Sent> {
  const started = performance.now();
  let outId = '';
  const work = deliver({
    number,
    steps,
    usageType,
    timeoutMs,
    clientFor,
    // A namespace of its own, so that earlier sends do not change the first channel.
    namespace: randomUUID(),
    startedAt: Date.now(),
    now: () => Date.now(),
    reference: () => (outId = randomUUID()),
  });
  const { course, result } = await output.progress({ en: 'Sending …', zh: '正在发送 …' }, work);
  const milliseconds = Math.round(performance.now() - started);
  if (!('error' in result)) return { course, outId, ...result, milliseconds };
  const { channel } = course.step;
  const { operatorText } = failureOf(result.error, { country: number.country, channel });
  const id = requestIdOf(result.error instanceof AliyunSmsError ? result.error : {});
  const words = { en: `${operatorText.en}${id.en}`, zh: `${operatorText.zh}${id.zh}` };
  throw new FailureAfter(
    { ...done, fallbackFrom: course.fallbackFrom },
    new CommandFailure(words, { cause: result.error }),
  );
}

function printAccepted({ output }: Context, { course, bizId = '–', milliseconds }: Sent): void {
  output.print();
  for (const failed of course.fallbackFrom) {
    output.print({ en: `! Gave up ${failed}`, zh: `! 已放弃 ${failed}` });
  }
  if (course.fallbackFrom.length > 0) {
    const { label, channel } = course.step.channel;
    output.print({
      en: `! Sent through ${label} (${channel})`,
      zh: `! 改由 ${label}（${channel}）发送`,
    });
  }
  output.print({
    en: `✓ Accepted by Aliyun in ${milliseconds} ms (BizId ${bizId})`,
    zh: `✓ 阿里云已受理，耗时 ${milliseconds} 毫秒（BizId ${bizId}）`,
  });
}

function conclude(context: Context, report: DeliveryReport | undefined): number {
  const { output, terminal } = context;
  if (report) output.print(deliveryLine(context, report));
  if (report?.status === 'delivered') return 0;
  if (report?.status === 'failed') return 1;
  const later = { en: 'Check again later with "trace".', zh: '稍后可用 trace 再次查询。' };
  output.print(
    terminal.signal.aborted
      ? { en: `Stopped before a report arrived. ${later.en}`, zh: `已停止，尚无回执。${later.zh}` }
      : { en: `No report within 2 minutes. ${later.en}`, zh: `2 分钟内没有回执。${later.zh}` },
  );
  return 1;
}
