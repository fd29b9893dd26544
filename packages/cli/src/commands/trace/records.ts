import {
  AliyunSmsError,
  type DeliveryReport,
  type PhoneNumber,
  type QuerySendDetailsOutput,
  type SmsClient,
} from 'aliyun-sms-client';
import { failureOf, planMessage, type Channel, type ChannelSettings } from 'aliyun-sms-sender';
import { openAccount, openChannel } from '../../aliyun/account.ts';
import { allPages } from '../../aliyun/all-pages.ts';
import { queryMessage } from '../../aliyun/delivery-records.ts';
import { typedNumber } from '../../aliyun/recipient.ts';
import type { Context } from '../../command.ts';
import { CommandFailure, usageFailure } from '../../failure.ts';
import type { Localized } from '../../language.ts';
import { connectorSettings, valid } from '../../settings/connector-settings.ts';
import { channelsOf } from '../../settings/every-send.ts';
import { findSettings } from '../../settings/find-settings.ts';
import { refused } from '../../settings/refused.ts';

/** A place where Aliyun keeps records, and how it is reached. */
export interface Source {
  readonly channel: Channel;
  readonly open: () => Promise<SmsClient>;
}

export interface Traced {
  readonly number: PhoneNumber;
  readonly sources: readonly Source[];
}

/** By the settings, where there are any: the number as they read it, and every channel. */
export async function whereToLook(context: Context): Promise<Traced> {
  const { options } = context;
  const wanted = CHANNELS.find((name) => name === options.text('channel'));
  const found = await findSettings(context);
  if (found === undefined) {
    const open = async () => (await openAccount(context)).client;
    return { number: await typedNumber(context), sources: [{ channel: wanted ?? 'sms', open }] };
  }
  const settings = valid(connectorSettings(context, found.stored));
  const [to = ''] = context.arguments;
  const asked = { to, usageType: 'Generic', payload: { code: '000000' }, locale: undefined };
  const planned = planMessage(settings, asked);
  if (planned.number === undefined) {
    throw 'refusal' in planned
      ? refused(planned.refusal, 2)
      : new TypeError('A plan has a number.');
  }
  const channels = channelsOf(settings).filter(
    ({ channel }) => wanted === undefined || channel === wanted,
  );
  return { number: planned.number, sources: sourcesOf(context, channels) };
}

const CHANNELS = ['sms', 'mas', 'international'] as const satisfies readonly Channel[];

/** Channels of one product with one key at one endpoint share their records. */
function sourcesOf(context: Context, channels: readonly ChannelSettings[]): readonly Source[] {
  const places = new Map(
    channels.map((settings) => {
      const { channel, endpoint, credentials } = settings;
      return [JSON.stringify([channel, endpoint, credentials]), settings];
    }),
  );
  return [...places.values()].map((settings) => ({
    channel: settings.channel,
    open: async () => (await openChannel(context, settings)).client,
  }));
}

export interface Wanted {
  readonly phoneNumber: string;
  readonly days: readonly string[];
  readonly bizId: string | undefined;
}

/** The records of every source, and why one could not be asked where another could. */
export async function recordsOf(
  sources: readonly Source[],
  wanted: Wanted,
): Promise<{ readonly reports: readonly Found[]; readonly notes: readonly Localized[] }> {
  const [only, ...others] = sources;
  if (only !== undefined && others.length === 0) {
    return { reports: await reportsOf(only, wanted), notes: [] };
  }
  const reports: Found[] = [];
  const notes: Localized[] = [];
  for (const source of sources) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      reports.push(...(await reportsOf(source, wanted)));
    } catch (error) {
      notes.push(noteOf(source.channel, error));
    }
  }
  return { reports, notes };
}

/** A report, and the channel in whose records it was. */
export interface Found {
  readonly channel: Channel;
  readonly report: DeliveryReport;
}

function noteOf(channel: Channel, error: unknown): Localized {
  if (error instanceof CommandFailure) return error.text;
  if (!(error instanceof AliyunSmsError)) throw error;
  const { en, zh } = failureOf(error).operatorText;
  return { en: `${channel}: ${en}`, zh: `${channel}：${zh}` };
}

async function reportsOf(source: Source, wanted: Wanted): Promise<readonly Found[]> {
  const { channel } = source;
  const reports = await ask(source, wanted);
  return reports.map((report) => ({ channel, report }));
}

/** Each channel has records of its own; the international API's are by message, not by number. */
async function ask({ channel, open }: Source, wanted: Wanted): Promise<readonly DeliveryReport[]> {
  const { bizId } = wanted;
  const client = await open();
  if (channel === 'international' && bizId === undefined) throw usageFailure(BY_MESSAGE);
  switch (channel) {
    case 'mas':
      return allReports(wanted, (query) => client.queryVerifyCodeDetails({ ...query, bizId }));
    case 'international': {
      const report = await queryMessage(client, { id: bizId });
      return report ? [report] : [];
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
  { phoneNumber, days }: Wanted,
  query: (page: {
    readonly phoneNumber: string;
    readonly sendDate: string;
    readonly currentPage: number;
  }) => Promise<QuerySendDetailsOutput>,
): Promise<readonly DeliveryReport[]> {
  const reports: DeliveryReport[] = [];
  for (const sendDate of days) {
    // oxlint-disable-next-line no-await-in-loop
    const ofDay = await allPages(async (currentPage) => {
      const page = await query({ phoneNumber, sendDate, currentPage });
      return { items: page.reports, total: page.totalCount };
    });
    reports.push(...ofDay);
  }
  return reports;
}
