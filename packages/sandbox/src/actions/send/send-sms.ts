import { parameter, type Operation } from '../operation.ts';
import { sendTemplateMessages } from './template-messages.ts';

/** One text to up to 1,000 numbers. Source: https://help.aliyun.com/document_detail/55284.htm */
export const sendSms: Operation = {
  action: 'SendSms',
  product: 'sms',
  required: ['PhoneNumbers', 'SignName', 'TemplateCode'],
  run(call) {
    const signName = parameter(call, 'SignName');
    const templateParam = parameter(call, 'TemplateParam');
    const numbers = parameter(call, 'PhoneNumbers').split(',');
    const bizId = sendTemplateMessages(call, {
      templateCode: parameter(call, 'TemplateCode'),
      outId: parameter(call, 'OutId'),
      entries: numbers.map((number) => ({ number, signName, templateParam })),
      maxNumbers: 1000,
    });
    return { BizId: bizId };
  },
};
