import { randomBytes } from 'node:crypto';
import { maskPhoneNumber } from 'aliyun-sms-client';
import type { DeliveryReport } from 'aliyun-sms-gateway';
import type { Action, Context } from '../../command.ts';
import { openListener } from '../../listener.ts';
import { cannotListen, notWritten, usageFailure } from '../../failure.ts';
import { openReceiptLog } from './receipt-log.ts';
import { createReceiptsApp } from './receipts-app.ts';
import { onOneLine } from '../../printable.ts';
import { stopped } from '../../terminal.ts';

const DEFAULT_FILE = 'aliyun-sms-receipts.ndjson';
const DEFAULT_PORT = 4088;

export const run: Action = async (context) => {
  const { options, output, terminal } = context;
  const file = options.text('file') ?? DEFAULT_FILE;
  const port = options.port('port') ?? DEFAULT_PORT;
  const path = pathOf(context);
  const log = await openReceiptLog(file).catch(notWritten(file));
  const host = options.text('host') ?? '127.0.0.1';
  const listener = await openListener(port, host).catch(cannotListen(port, '--port', host));
  listener.serve(
    createReceiptsApp(path, log, {
      onReports: (reports) => show(context, reports),
      onRefused: ({ en, zh }) => output.note({ en: `! Refused: ${en}.`, zh: `! 已拒绝：${zh}。` }),
    }),
  );
  const url = `${listener.url}/${path}`;
  output.result({ url, file });
  output.print({
    en: `Listening at ${url}\nAppending to ${file}. Enter the public form of this URL in the SMS console: General settings → SmsReport. Press Ctrl-C to stop.`,
    zh: `监听 ${url}\n追加写入 ${file}。请把该地址的公网形式填入短信控制台：通用设置 → SmsReport。按 Ctrl-C 结束。`,
  });
  await stopped(terminal);
  await listener.close();
};

/** A given path stays the same from run to run; otherwise a random one that nobody can guess. */
function pathOf({ options, terminal }: Context): string {
  const given = options.text('path') ?? terminal.environment['ALIYUN_SMS_RECEIPTS_PATH'];
  if (given === undefined) return randomBytes(24).toString('base64url');
  if (/^[\w-]{16,}$/.test(given)) return given;
  throw usageFailure({
    en: '--path takes 16 or more letters, digits, - and _: anybody who knows it can push reports.',
    zh: '--path 需要至少 16 个字母、数字、- 或 _：知道它的人就能推送回执。',
  });
}

function show({ output }: Context, reports: readonly DeliveryReport[]): void {
  for (const { phoneNumber, status, carrierCode, reportedAt } of reports) {
    const to = output.showNumbers ? phoneNumber : maskPhoneNumber(phoneNumber);
    const verdict = status === 'delivered' ? '✓' : '✗';
    output.print(onOneLine(`${reportedAt}  ${verdict} ${to}  ${carrierCode}`));
  }
}
