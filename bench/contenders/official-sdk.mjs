import sdk from '@alicloud/dysmsapi20170525';
import { account, message } from '../message.mjs';

export function prepare(endpoint) {
  const { host } = new URL(endpoint);
  const client = new sdk.default({ ...account, endpoint: host, protocol: 'HTTP' });
  return () =>
    client.sendSms(
      new sdk.SendSmsRequest({
        phoneNumbers: message.phoneNumber,
        signName: message.signName,
        templateCode: message.templateCode,
        templateParam: JSON.stringify(message.templateParam),
      }),
    );
}
