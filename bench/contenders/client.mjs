import { createSmsClient } from 'aliyun-sms-client';
import { account, message } from '../message.mjs';

export function prepare(endpoint) {
  const client = createSmsClient({ credentials: account, endpoint });
  return () => client.sendSms(message);
}
