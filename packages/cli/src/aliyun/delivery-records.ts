import {
  AliyunSmsApiError,
  type Channel,
  type DeliveryReport,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';

export interface SentMessage {
  /** BizId; on the international API the message id. Undefined if Aliyun's response was lost. */
  readonly id: string | undefined;
  /** Our own reference, which Aliyun repeats in the record. */
  readonly outId: string;
  readonly number: PhoneNumber;
  /** Days in China time on which it may have been sent, `20261122`. */
  readonly days: readonly string[];
}

/** The delivery report of one message; undefined while Aliyun does not know the message. */
export function findReport(
  client: SmsClient,
  channel: Channel,
  message: SentMessage,
): Promise<DeliveryReport | undefined> {
  switch (channel) {
    case 'sms':
      return onItsDays(message, (query) => client.querySendDetails(query));
    case 'mas':
      return onItsDays(message, (query) => client.queryVerifyCodeDetails(query));
    case 'international':
      return queryMessage(client, message);
    default:
      throw new TypeError(channel satisfies never);
  }
}

interface DayQuery {
  readonly phoneNumber: string;
  readonly sendDate: string;
  readonly bizId: string | undefined;
}
interface Reports {
  readonly reports: readonly DeliveryReport[];
}

/** Reports are stored by day: around midnight there are two to query. */
async function onItsDays(
  { id: bizId, outId, number, days }: SentMessage,
  ask: (query: DayQuery) => Promise<Reports>,
): Promise<DeliveryReport | undefined> {
  const answers = days.map((sendDate) => ask({ phoneNumber: number.e164, sendDate, bizId }));
  const found = (await Promise.all(answers)).flatMap(({ reports }) => reports);
  return bizId === undefined ? found.find((report) => report.outId === outId) : found[0];
}

/** The international API looks up one message, and may not know a new one yet. */
export async function queryMessage(
  client: SmsClient,
  { id }: Pick<SentMessage, 'id'>,
): Promise<DeliveryReport | undefined> {
  if (id === undefined) return undefined;
  try {
    const { message, ...found } = await client.queryMessage({ messageId: id });
    return { ...found, content: message, templateCode: undefined, outId: undefined };
  } catch (error) {
    const { apiCode = '' } = error instanceof AliyunSmsApiError ? error : {};
    if (apiCode.endsWith('DATA_NOT_EXIST')) return undefined;
    throw error;
  }
}
