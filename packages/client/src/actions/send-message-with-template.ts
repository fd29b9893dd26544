import { present, requiredText, templateParamJson, wirePhoneNumber } from '../input.ts';
import { DYSMS_INTERNATIONAL, type Operation } from '../operation.ts';
import {
  internationalSendOf,
  validityPeriod,
  type InternationalSendOutput,
} from './send-message-to-globe.ts';

export interface SendMessageWithTemplateInput {
  /** A mainland number, `8613800138000`. */
  readonly phoneNumber: string;
  /** An approved signature of the account. */
  readonly signName: string;
  readonly templateCode: string;
  /** Exactly the template's variables. */
  readonly templateParam?: Readonly<Record<string, string>> | undefined;
  readonly smsUpExtendCode?: string | undefined;
  readonly channelId?: string | undefined;
  /** How long carriers may keep trying. Seconds. */
  readonly validityPeriod?: number | undefined;
}

/**
 * Sends to the mainland from an account of the international site. Not idempotent; billed.
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/api-dysmsapi-2018-05-01-sendmessagewithtemplate
 */
export const sendMessageWithTemplate: Operation<
  SendMessageWithTemplateInput,
  InternationalSendOutput
> = {
  product: DYSMS_INTERNATIONAL,
  action: 'SendMessageWithTemplate',
  encode: (input) => ({
    query: present({
      To: wirePhoneNumber('phoneNumber', input.phoneNumber),
      From: requiredText('signName', input.signName),
      TemplateCode: requiredText('templateCode', input.templateCode),
      TemplateParam: templateParamJson('templateParam', input.templateParam),
      SmsUpExtendCode: input.smsUpExtendCode,
      ChannelId: input.channelId,
      ValidityPeriod: validityPeriod(input.validityPeriod),
    }),
  }),
  decode: internationalSendOf,
};
