import {
  createSmsClient,
  defaultCredentials,
  type Credentials,
  type CredentialsProvider,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';
import type { ChannelSettings, CredentialsSource } from '../settings/channels.ts';
import { Refusal } from '../failure/refusal.ts';
import type { Message } from '../message/template.ts';

/** One message on its way through one channel. */
export interface Transmission {
  readonly channel: ChannelSettings;
  readonly number: PhoneNumber;
  readonly message: Message;
  /** Our own reference, for finding a message whose answer was lost. */
  readonly outId: string;
  /** For this attempt, the client's retries included. Milliseconds. */
  readonly timeoutMs: number;
  /** Default: one with the channel's own credentials and endpoint. */
  readonly client?: SmsClient | undefined;
}

/** Accepted by Aliyun. Only a delivery report says whether it reached the phone. */
export interface Accepted {
  /** Aliyun's id of the message; unknown if its answer was lost. */
  readonly bizId: string | undefined;
  readonly requestId: string | undefined;
}

export interface Transmitted extends Accepted {
  /** Calls made to Aliyun. */
  readonly attempts: number;
}

/**
 * Rejects with the client's errors; their `outcome` says whether the message may be on its way. For
 * input that the client rejects, see {@link refusalOf}.
 */
export function transmit(transmission: Transmission): Promise<Transmitted> {
  const { channel, number, message, outId, timeoutMs } = transmission;
  const { client = clientFor(channel) } = transmission;
  const options = { timeoutMs };
  const phoneNumber = number.msisdn;
  if (message.kind === 'text') {
    const { text, from } = message;
    // The type is required on the China site; OTP means that the text holds a code.
    const input = { phoneNumber, message: text, from, type: 'OTP', taskId: outId } as const;
    return client.sendMessageToGlobe(input, options).then(acceptedAbroad);
  }
  const { signName, templateCode, templateParam } = message;
  const input = { phoneNumber, signName, templateCode, templateParam, outId };
  switch (channel.channel) {
    case 'sms':
      return client.sendSms(input, options);
    case 'mas':
      return client.sendSmsVerifyCode(input, options);
    case 'international':
      return client.sendMessageWithTemplate(input, options).then(acceptedAbroad);
    default:
      throw new TypeError(channel.channel satisfies never);
  }
}

/** The client's input checks name the field, never its value. */
export function refusalOf(error: unknown): unknown {
  return error instanceof TypeError || error instanceof RangeError
    ? new Refusal('settings-invalid', { detail: error.message })
    : error;
}

interface AcceptedAbroad {
  readonly messageId: string;
  readonly requestId: string;
  readonly attempts: number;
}

const acceptedAbroad = ({ messageId, requestId, attempts }: AcceptedAbroad): Transmitted => ({
  bizId: messageId,
  requestId,
  attempts,
});

/** Whether Aliyun's records have a message whose answer was lost. False if the look-up fails. */
export async function isOnRecord(
  { channel, number, outId, timeoutMs, client }: Omit<Transmission, 'message'>,
  sentAt: number,
): Promise<boolean> {
  const { channel: kind } = channel;
  const sent = { outId, phoneNumber: number.msisdn, sentAt, channel: kind };
  try {
    const { state } = await (client ?? clientFor(channel)).confirmSend(sent, { timeoutMs });
    return state === 'accepted';
  } catch {
    return false;
  }
}

/** Cached as long as the settings, because Logto makes a new connector for each send. */
const clients = new WeakMap<ChannelSettings, SmsClient>();

function clientFor(channel: ChannelSettings): SmsClient {
  let client = clients.get(channel);
  if (client === undefined) {
    const { credentials, endpoint } = channel;
    client = createSmsClient({ credentials: credentialsFor(credentials), endpoint });
    clients.set(channel, client);
  }
  return client;
}

/** Where the environment's key was found; all channels of the process share Aliyun's chain. */
let found: string | undefined;

/** Where the key of a channel comes from; `undefined` for a key in the settings. */
export const keySource = ({ credentials }: ChannelSettings): string | undefined =>
  credentials.kind === 'environment' ? found : undefined;

/** `environment` is Aliyun's default chain, which settings cannot redirect. */
function credentialsFor(source: CredentialsSource): Credentials | CredentialsProvider {
  if (source.kind === 'accessKey') {
    return source;
  }
  const chain = defaultCredentials();
  return async (request) => {
    const key = await chain(request);
    found = key.source;
    return key;
  };
}
