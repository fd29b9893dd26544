import { present, requiredText, templateParam, wirePhoneNumber } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { sendSms, type SendSmsOutput } from './send-sms.ts';

export interface SendBatchSmsInput {
  /** 1 to 100, each with its own number, signature and template variables. */
  readonly messages: readonly BatchMessage[];
  /** One approved template for all. */
  readonly templateCode: string;
  /** The caller's own reference, up to 255 characters. */
  readonly outId?: string | undefined;
}

export interface BatchMessage {
  readonly phoneNumber: string;
  readonly signName: string;
  readonly templateParam?: Readonly<Record<string, string>> | undefined;
}

const MAX_MESSAGES = 100;

/**
 * Sends up to 100 messages from one template. Not idempotent; billed. 5,000 calls per second per
 * account.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-sendbatchsms
 */
export const sendBatchSms: Operation<SendBatchSmsInput, SendSmsOutput> = {
  product: DYSMS,
  action: 'SendBatchSms',
  encode: ({ messages, templateCode, outId }) => {
    if (!Array.isArray(messages) || messages.length < 1 || messages.length > MAX_MESSAGES) {
      throw new RangeError(`messages must be a list of 1 to ${MAX_MESSAGES}`);
    }
    return {
      query: present({ TemplateCode: requiredText('templateCode', templateCode), OutId: outId }),
      form: form(messages),
    };
  },
  decode: sendSms.decode,
};

function form(messages: readonly BatchMessage[]) {
  const columns = messages.map((message, index) => {
    const field = `messages[${index}]`;
    return {
      number: wirePhoneNumber(`${field}.phoneNumber`, message.phoneNumber),
      signName: requiredText(`${field}.signName`, message.signName),
      params: templateParam(`${field}.templateParam`, message.templateParam ?? {}),
    };
  });
  const someParams = messages.some((message) => message.templateParam !== undefined);
  return present({
    PhoneNumberJson: JSON.stringify(columns.map(({ number }) => number)),
    SignNameJson: JSON.stringify(columns.map(({ signName }) => signName)),
    TemplateParamJson: someParams ? JSON.stringify(columns.map(({ params }) => params)) : undefined,
  });
}
