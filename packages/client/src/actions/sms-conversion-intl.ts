import { present, requiredText } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { idOf } from '../answer-fields.ts';

export interface SmsConversionIntlInput {
  /** Aliyun's id of the message. */
  readonly messageId: string;
  /** Whether the user entered the code, which shows that the message arrived. */
  readonly delivered: boolean;
  /** When that was observed. Milliseconds since the epoch; default: the time of the call. */
  readonly conversionTime?: number | undefined;
}

export interface SmsConversionIntlOutput {
  readonly requestId: string | undefined;
}

/**
 * Reports to Aliyun whether an overseas code was used, which helps it choose routes.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-smsconversionintl
 */
export const smsConversionIntl: Operation<SmsConversionIntlInput, SmsConversionIntlOutput> = {
  product: DYSMS,
  action: 'SmsConversionIntl',
  encode: ({ messageId, delivered, conversionTime }) => ({
    query: present({
      MessageId: requiredText('messageId', messageId),
      Delivered: delivered,
      ConversionTime: conversionTime,
    }),
  }),
  decode: (answer) => ({ requestId: idOf(answer['RequestId']) }),
};
