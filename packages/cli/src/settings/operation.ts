import type { Step } from 'aliyun-sms-sender';

export type OperationName =
  | 'SendSms'
  | 'SendSmsVerifyCode'
  | 'SendMessageToGlobe'
  | 'SendMessageWithTemplate';

const BY_CHANNEL = {
  sms: 'SendSms',
  mas: 'SendSmsVerifyCode',
  international: 'SendMessageWithTemplate',
} as const;

/** The Aliyun operation that sends a message. */
export const operationOf = ({ channel, message }: Step): OperationName =>
  message.kind === 'text' ? 'SendMessageToGlobe' : BY_CHANNEL[channel.channel];
