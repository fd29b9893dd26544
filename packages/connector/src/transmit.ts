import {
  createSmsClient,
  type Credentials,
  type CredentialsProvider,
  type PhoneNumber,
  type SmsClient,
} from 'aliyun-sms-client';
import { BoundedCache } from './bounded-cache.ts';
import type { ChannelSettings, CredentialsSource } from './channel-settings.ts';
import { Refusal } from './refusal.ts';
import type { Message } from './template.ts';

/** One message on its way through one channel. */
export interface Transmission {
  readonly channel: ChannelSettings;
  readonly number: PhoneNumber;
  readonly message: Message;
  /** Our own reference: by it a message is found again whose answer was lost. */
  readonly outId: string;
  /** Milliseconds for this attempt, retries of the client included. */
  readonly timeoutMs: number;
}

/** Aliyun took the message. Whether a phone shows it, only a delivery report tells. */
export interface Accepted {
  readonly bizId: string | undefined;
  readonly requestId: string | undefined;
}

/** By account and endpoint: Logto makes the connector anew for each send. */
const clients = new BoundedCache<SmsClient>(32);

function clientFor({ credentials, endpoint }: ChannelSettings): SmsClient {
  return clients.getOrCreate(JSON.stringify([credentials, endpoint]), () =>
    createSmsClient({ credentials: credentialsFor(credentials), endpoint }),
  );
}

export async function transmit(transmission: Transmission): Promise<Accepted> {
  const { channel, number, message, outId, timeoutMs } = transmission;
  const client = clientFor(channel);
  if (message.kind === 'text') {
    throw new Refusal('sender-id-text-missing');
  }
  const { templateCode, signName, templateParam } = message;
  return client.sendSms(
    { phoneNumber: number.msisdn, signName, templateCode, templateParam, outId },
    { timeoutMs },
  );
}

function credentialsFor(source: CredentialsSource): Credentials | CredentialsProvider {
  return source.kind === 'accessKey' ? source : fromEnvironment;
}

async function fromEnvironment(): Promise<Credentials> {
  return {
    accessKeyId: process.env['ALIBABA_CLOUD_ACCESS_KEY_ID'] ?? '',
    accessKeySecret: process.env['ALIBABA_CLOUD_ACCESS_KEY_SECRET'] ?? '',
    securityToken: process.env['ALIBABA_CLOUD_SECURITY_TOKEN'],
  };
}
