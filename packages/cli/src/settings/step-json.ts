import type { Step } from 'aliyun-sms-sender';
import { operationOf } from './operation.ts';

/** A planned message for `--json`, without its variables. The id of the key is no secret. */
export function stepJson({ channel, message }: Step): object {
  const { credentials, label } = channel;
  return {
    channel: channel.channel,
    channelLabel: label,
    operation: operationOf({ channel, message }),
    accessKeyId: credentials.kind === 'accessKey' ? credentials.accessKeyId : undefined,
    ...(message.kind === 'template'
      ? { signName: message.signName, templateCode: message.templateCode }
      : { from: message.from }),
  };
}
