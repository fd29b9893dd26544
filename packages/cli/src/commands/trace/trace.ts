import { explainApiCode } from 'aliyun-sms-client';
import { dayCount, lastDays, wireDay } from '../../aliyun/days.ts';
import { deliveryLine, reportJson } from '../../aliyun/delivery.ts';
import { shownNumber, withoutCodes } from '../../aliyun/recipient.ts';
import type { Action, Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';
import { recordsOf, whereToLook, type Found } from './records.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const { number, sources } = await whereToLook(context);
  const days = daysOf(context);
  const bizId = options.text('bizId');
  const { reports, notes } = await output.progress(
    { en: `Asking Aliyun about ${days.length} days …`, zh: `正在查询 ${days.length} 天的记录 …` },
    recordsOf(sources, { phoneNumber: number.e164, days, bizId }),
  );
  const found = reports.toSorted((a, b) =>
    (b.report.sentAt ?? '').localeCompare(a.report.sentAt ?? ''),
  );
  const showCodes = options.flag('showCodes');
  const to = shownNumber(context, number.e164);
  const messages = found.map(({ channel, report }) => ({
    channel,
    ...reportJson(report, showCodes),
  }));
  output.result({ to, days, messages, notes: notes.map((note) => output.text(note)) });
  if (found.length === 0) {
    output.print({
      en: `Aliyun took no message to ${to} in this time. Look for refused sends in Logto’s log, and at the days you asked for (--last ${days.length}d).`,
      zh: `这段时间阿里云没有受理过发往 ${to} 的短信。请查看 Logto 日志中被拒绝的发送，并确认查询的日期（--last ${days.length}d）。`,
    });
  }
  for (const one of found) show(context, one, { showCodes, named: sources.length > 1 });
  for (const note of notes) output.print(`${output.paint('yellow', '!')} ${output.text(note)}`);
};

function daysOf({ options, terminal }: Context): readonly string[] {
  const date = options.text('date');
  const last = options.text('last');
  if (date !== undefined && last !== undefined) {
    throw usageFailure({
      en: '--date is one day, --last are several: give one of them.',
      zh: '--date 指定某一天，--last 指定最近几天：请只给其中一个。',
    });
  }
  if (date !== undefined) return [wireDay(date, '--date')];
  return lastDays(dayCount(last ?? '1d', '--last'), terminal.now());
}

function show(
  context: Context,
  { channel, report }: Found,
  { showCodes, named }: { readonly showCodes: boolean; readonly named: boolean },
): void {
  const { output } = context;
  const { sentAt, templateCode, content = '', status, errCode } = report;
  const time = sentAt?.replace('T', ' ').slice(0, 19) ?? '';
  output.print(
    `${output.paint('bold', time)}  ${named ? `${channel}  ` : ''}${deliveryLine(context, report)}`,
  );
  output.print(`  ${templateCode ?? ''}  ${showCodes ? content : withoutCodes(content)}`);
  if (status === 'failed' && errCode) {
    output.print(
      `  ${output.paint('dim', '→')} ${explainApiCode(errCode, output.language).remedy}`,
    );
  }
}
