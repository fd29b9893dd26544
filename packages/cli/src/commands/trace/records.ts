import {
  AliyunSmsError,
  type Channel,
  type DeliveryReport,
  type QuerySendDetailsOutput,
} from 'aliyun-sms-client';
import { failureOf } from 'aliyun-sms-sender';
import { allPages } from '../../aliyun/all-pages.ts';
import { queryMessage } from '../../aliyun/delivery-records.ts';
import { CommandFailure, usageFailure } from '../../failure.ts';
import type { Words } from '../../language.ts';
import type { Span } from './span.ts';
import type { Source } from './where-to-look.ts';

export interface RecordQuery {
  readonly phoneNumber: string;
  readonly span: Span;
  readonly bizId: string | undefined;
  /** Whether a channel that fails only causes a note; otherwise, a single one fails the command. */
  readonly lenient: boolean;
}

/** What Aliyun has on record. */
export interface Records {
  /** Oldest first. */
  readonly found: readonly Found[];
  /** Messages that Aliyun counts but does not list. */
  readonly unlisted: number;
  /** Why a channel could not be queried. */
  readonly notes: readonly Words[];
}

/** A report, and the channel whose records it is from. */
export interface Found {
  readonly channel: Channel;
  readonly report: DeliveryReport;
}

/** The records of every source. */
export async function recordsOf(sources: readonly Source[], query: RecordQuery): Promise<Records> {
  const found: Found[] = [];
  const notes: Words[] = [];
  let unlisted = 0;
  for (const source of sources) {
    const { channel } = source;
    try {
      // oxlint-disable-next-line no-await-in-loop
      const { reports, total } = await recordsIn(source, query);
      unlisted += total - reports.length;
      found.push(...reports.map((report) => ({ channel, report })));
    } catch (error) {
      if (!query.lenient && sources.length === 1) throw error;
      notes.push(noteOf(channel, error));
    }
  }
  // Aliyun lists whole days, up to the end of the span; its times are whole seconds.
  const begin = query.span.from - 1000;
  return {
    found: found
      .filter(({ report: { sentAt } }) => sentAt === undefined || Date.parse(sentAt) > begin)
      .toSorted((a, b) => (a.report.sentAt ?? '').localeCompare(b.report.sentAt ?? '')),
    unlisted,
    notes,
  };
}

function noteOf(channel: Channel, error: unknown): Words {
  if (!(error instanceof CommandFailure || error instanceof AliyunSmsError)) throw error;
  const { en, zh } = error instanceof CommandFailure ? error.text : failureOf(error).operatorText;
  return { en: `${channel}: ${en}`, zh: `${channel}：${zh}` };
}

interface Listed {
  readonly reports: readonly DeliveryReport[];
  /** As Aliyun counts them. */
  readonly total: number;
}

/** Each channel has its own records; the international API's are by message, not by number. */
async function recordsIn({ channel, open }: Source, query: RecordQuery): Promise<Listed> {
  const { bizId } = query;
  const client = await open();
  if (channel === 'international' && bizId === undefined) throw usageFailure(BY_MESSAGE);
  switch (channel) {
    case 'mas':
      return allReports(query, (page) => client.queryVerifyCodeDetails({ ...page, bizId }));
    case 'international': {
      const report = await queryMessage(client, { id: bizId });
      return { reports: report ? [report] : [], total: report ? 1 : 0 };
    }
    case 'sms':
      return allReports(query, (page) => client.querySendDetails({ ...page, bizId }));
    default:
      throw new TypeError(channel satisfies never);
  }
}

const BY_MESSAGE = {
  en: 'The international API only looks up single messages: pass the message id with --biz-id. Logto’s log has it as bizId.',
  zh: '国际站接口只能逐条查询：请用 --biz-id 传入受理时返回的消息 ID，Logto 日志中记为 bizId。',
};

async function allReports(
  { phoneNumber, span: { days } }: RecordQuery,
  query: (page: {
    readonly phoneNumber: string;
    readonly sendDate: string;
    readonly currentPage: number;
  }) => Promise<QuerySendDetailsOutput>,
): Promise<Listed> {
  const reports: DeliveryReport[] = [];
  let total = 0;
  for (const sendDate of days) {
    let counted = 0;
    // oxlint-disable-next-line no-await-in-loop
    const ofDay = await allPages(async (currentPage) => {
      const page = await query({ phoneNumber, sendDate, currentPage });
      counted = Math.max(counted, page.totalCount);
      return { items: page.reports, total: page.totalCount };
    });
    reports.push(...ofDay);
    total += Math.max(counted, ofDay.length);
  }
  return { reports, total };
}
