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

export interface Wanted {
  readonly phoneNumber: string;
  readonly span: Span;
  readonly bizId: string | undefined;
  /** Whether a channel that fails is a remark beside what else is known; else it is the failure. */
  readonly lenient: boolean;
}

/** What Aliyun has on record. */
export interface Records {
  /** The oldest first. */
  readonly found: readonly Found[];
  /** Messages that are counted and not listed. */
  readonly unlisted: number;
  /** Why a channel could not be asked. */
  readonly notes: readonly Words[];
}

/** A report, and the channel in whose records it was. */
export interface Found {
  readonly channel: Channel;
  readonly report: DeliveryReport;
}

/** The records of every source. */
export async function recordsOf(sources: readonly Source[], wanted: Wanted): Promise<Records> {
  const found: Found[] = [];
  const notes: Words[] = [];
  let unlisted = 0;
  for (const source of sources) {
    const { channel } = source;
    try {
      // oxlint-disable-next-line no-await-in-loop
      const { reports, total } = await ask(source, wanted);
      unlisted += total - reports.length;
      found.push(...reports.map((report) => ({ channel, report })));
    } catch (error) {
      if (!wanted.lenient && sources.length === 1) throw error;
      notes.push(noteOf(channel, error));
    }
  }
  // Their days end where the span does; Aliyun's times are whole seconds.
  const begin = wanted.span.from - 1000;
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

/** Each channel has records of its own; the international API's are by message, not by number. */
async function ask({ channel, open }: Source, wanted: Wanted): Promise<Listed> {
  const { bizId } = wanted;
  const client = await open();
  if (channel === 'international' && bizId === undefined) throw usageFailure(BY_MESSAGE);
  switch (channel) {
    case 'mas':
      return allReports(wanted, (query) => client.queryVerifyCodeDetails({ ...query, bizId }));
    case 'international': {
      const report = await queryMessage(client, { id: bizId });
      return { reports: report ? [report] : [], total: report ? 1 : 0 };
    }
    case 'sms':
      return allReports(wanted, (query) => client.querySendDetails({ ...query, bizId }));
    default:
      throw new TypeError(channel satisfies never);
  }
}

const BY_MESSAGE = {
  en: 'The international API looks messages up one by one: pass the id that it was taken with as --biz-id. Logto’s log has it as bizId.',
  zh: '国际站接口只能逐条查询：请用 --biz-id 传入受理时返回的消息 ID，Logto 日志中记为 bizId。',
};

async function allReports(
  { phoneNumber, span: { days } }: Wanted,
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
