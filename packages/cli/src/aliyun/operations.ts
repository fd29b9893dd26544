import {
  AliyunSmsApiError,
  type DeliveryReport,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';
import type { Channel } from './channels.ts';
import type { Wording } from './choose-message.ts';

/** How one message is handed over, and asked about later. */
export interface Operation {
  /** Aliyun's name of it. */
  readonly name: string;
  /** `phoneNumber`: country code and number, digits only. */
  readonly send: (client: SmsClient, phoneNumber: string) => Promise<Taken>;
  /** The carrier's report; nothing where Aliyun does not know the message yet. */
  readonly find: (client: SmsClient, message: SentMessage) => Promise<DeliveryReport | undefined>;
}

export interface Taken {
  /** BizId; on the international API the message id. Its delivery is asked by it. */
  readonly id: string;
  readonly requestId: string;
}

export interface SentMessage {
  readonly id: string;
  readonly number: PhoneNumber;
  /** Days of China time on which it may have been sent, `20261122`. */
  readonly days: readonly string[];
}

/** The operation for words whose code is filled in. */
export function operationFor(channel: Channel, wording: Wording): Operation {
  if (wording.kind === 'text') return toGlobe(wording);
  const { signName, templateCode, params: templateParam } = wording;
  const input = { signName, templateCode, templateParam };
  switch (channel) {
    case 'sms':
      return {
        name: 'SendSms',
        send: async (client, phoneNumber) =>
          byBizId(await client.sendSms({ ...input, phoneNumber })),
        find: onItsDays((client, query) => client.querySendDetails(query)),
      };
    case 'mas':
      return {
        name: 'SendSmsVerifyCode',
        send: async (client, phoneNumber) =>
          byBizId(await client.sendSmsVerifyCode({ ...input, phoneNumber })),
        find: onItsDays((client, query) => client.queryVerifyCodeDetails(query)),
      };
    case 'international':
      return {
        name: 'SendMessageWithTemplate',
        send: async (client, phoneNumber) =>
          byMessageId(await client.sendMessageWithTemplate({ ...input, phoneNumber })),
        find: queryMessage,
      };
    default:
      throw new TypeError(channel satisfies never);
  }
}

const toGlobe = ({ text, from }: Extract<Wording, { kind: 'text' }>): Operation => ({
  name: 'SendMessageToGlobe',
  send: async (client, phoneNumber) =>
    // The China site wants the type; it says that the text holds a code.
    byMessageId(await client.sendMessageToGlobe({ phoneNumber, message: text, from, type: 'OTP' })),
  find: queryMessage,
});

const byBizId = ({ bizId, requestId }: { bizId: string; requestId: string }): Taken => ({
  id: bizId,
  requestId,
});

const byMessageId = ({
  messageId,
  requestId,
}: {
  messageId: string;
  requestId: string;
}): Taken => ({
  id: messageId,
  requestId,
});

/** The reports of a number are kept by day: around midnight there are two to look at. */
function onItsDays(
  ask: (client: SmsClient, query: DayQuery) => Promise<Reports>,
): Operation['find'] {
  return async (client, { id: bizId, number, days }) => {
    const answers = days.map((sendDate) =>
      ask(client, { phoneNumber: number.e164, sendDate, bizId }),
    );
    return (await Promise.all(answers)).flatMap(({ reports }) => reports)[0];
  };
}

interface DayQuery {
  readonly phoneNumber: string;
  readonly sendDate: string;
  readonly bizId: string;
}
interface Reports {
  readonly reports: readonly DeliveryReport[];
}

/** The international API asks by message, and may not know one at once. */
export async function queryMessage(
  client: SmsClient,
  { id }: Pick<SentMessage, 'id'>,
): Promise<DeliveryReport | undefined> {
  try {
    const { message, ...found } = await client.queryMessage({ messageId: id });
    return { ...found, content: message, templateCode: undefined, outId: undefined };
  } catch (error) {
    const { apiCode = '' } = error instanceof AliyunSmsApiError ? error : {};
    if (apiCode.endsWith('DATA_NOT_EXIST')) return undefined;
    throw error;
  }
}
