import { present, requiredText } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { idOf } from '../answer-fields.ts';

export interface SmsConversionIntlInput {
  /** Aliyun's id of the message. */
  readonly messageId: string;
  /** The user entered the code, so the message came. */
  readonly delivered: boolean;
  /** When that was seen. Milliseconds since the epoch; default: when Aliyun is told. */
  readonly conversionTime?: number | undefined;
}

export interface SmsConversionIntlOutput {
  readonly requestId: string | undefined;
}

/**
 * Tells Aliyun whether an overseas message was put to use, so that it picks better routes.
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
