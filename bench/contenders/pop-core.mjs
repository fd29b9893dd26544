import popCore from '@alicloud/pop-core';
import { account, message } from '../message.mjs';

export function prepare(endpoint) {
  const client = new popCore.RPCClient({ ...account, endpoint, apiVersion: '2017-05-25' });
  return () =>
    client.request(
      'SendSms',
      {
        PhoneNumbers: message.phoneNumber,
        SignName: message.signName,
        TemplateCode: message.templateCode,
        TemplateParam: JSON.stringify(message.templateParam),
      },
      { method: 'POST' },
    );
}
