import {
  explainApiCode,
  type DeliveryReport,
  type QuerySendDetailsOutput,
  type SmsClient,
} from 'aliyun-sms-client';
import { openAccount } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { dayCount, lastDays, wireDay } from '../../aliyun/days.ts';
import { deliveryLine, reportJson } from '../../aliyun/delivery.ts';
import { queryMessage } from '../../aliyun/operations.ts';
import { recipientOf, shownNumber, withoutCodes } from '../../aliyun/recipient.ts';
import type { Action, Context } from '../../command.ts';
import { usageFailure } from '../../failure.ts';

export const run: Action = async (context) => {
  const { options, output } = context;
  const number = recipientOf(context);
  const days = daysOf(context);
  const { client } = await openAccount(context);
  const found = await output.progress(
    { en: `Asking Aliyun about ${days.length} days …`, zh: `正在查询 ${days.length} 天的记录 …` },
    recordsOf(context, client, { phoneNumber: number.e164, days }),
  );
  const reports = found.toSorted((a, b) => (b.sentAt ?? '').localeCompare(a.sentAt ?? ''));
  const showCodes = options.flag('showCodes');
  const to = shownNumber(context, number.e164);
  output.result({ to, days, messages: reports.map((report) => reportJson(report, showCodes)) });
  if (reports.length === 0) {
    output.print({
      en: `Aliyun took no message to ${to} in this time. Look for refused sends in Logto’s log, and at the days you asked for (--last ${days.length}d).`,
      zh: `这段时间阿里云没有受理过发往 ${to} 的短信。请查看 Logto 日志中被拒绝的发送，并确认查询的日期（--last ${days.length}d）。`,
    });
  }
  for (const report of reports) show(context, report, showCodes);
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

interface Wanted {
  readonly phoneNumber: string;
  readonly days: readonly string[];
}

/** Each channel has records of its own; the international API's are by message, not by number. */
async function recordsOf(
  { options }: Context,
  client: SmsClient,
  wanted: Wanted,
): Promise<readonly DeliveryReport[]> {
  const bizId = options.text('bizId');
  switch (options.text('channel') ?? 'sms') {
    case 'mas':
      return allReports(wanted, (query) => client.queryVerifyCodeDetails({ ...query, bizId }));
    case 'international': {
      if (bizId === undefined) throw usageFailure(BY_MESSAGE);
      const report = await queryMessage(client, { id: bizId });
      return report ? [report] : [];
    }
    default:
      return allReports(wanted, (query) => client.querySendDetails({ ...query, bizId }));
  }
}

const BY_MESSAGE = {
  en: 'The international API looks messages up one by one: pass the id that it was taken with as --biz-id. Logto’s log has it as bizId.',
  zh: '国际站接口只能逐条查询：请用 --biz-id 传入受理时返回的消息 ID，Logto 日志中记为 bizId。',
};

async function allReports(
  { phoneNumber, days }: Wanted,
  ask: (query: {
    readonly phoneNumber: string;
    readonly sendDate: string;
    readonly currentPage: number;
  }) => Promise<QuerySendDetailsOutput>,
): Promise<readonly DeliveryReport[]> {
  const reports: DeliveryReport[] = [];
  for (const sendDate of days) {
    // oxlint-disable-next-line no-await-in-loop
    const ofDay = await allPages(async (currentPage) => {
      const page = await ask({ phoneNumber, sendDate, currentPage });
      return { items: page.reports, total: page.totalCount };
    });
    reports.push(...ofDay);
  }
  return reports;
}

function show(context: Context, report: DeliveryReport, showCodes: boolean): void {
  const { output } = context;
  const { sentAt, templateCode, content = '', status, errCode } = report;
  const time = sentAt?.replace('T', ' ').slice(0, 19) ?? '';
  output.print(`${output.paint('bold', time)}  ${deliveryLine(context, report)}`);
  output.print(`  ${templateCode ?? ''}  ${showCodes ? content : withoutCodes(content)}`);
  if (status === 'failed' && errCode) {
    output.print(
      `  ${output.paint('dim', '→')} ${explainApiCode(errCode, output.language).remedy}`,
    );
  }
}
