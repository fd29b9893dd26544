import { present, requiredText, wholeNumber, wirePhoneNumber } from '../input.ts';
import { DYSMS_INTERNATIONAL, type Operation } from '../operation.ts';
import { fieldsOf, idOf, numberOf, textOf, type ApiAnswer } from '../answer-fields.ts';

export interface SendMessageToGlobeInput {
  /** With country code; not a mainland number. */
  readonly phoneNumber: string;
  /** The whole text. */
  readonly message: string;
  /** Sender id: up to 11 characters if it has letters, up to 15 digits otherwise. */
  readonly from?: string | undefined;
  /** Required on the China site. */
  readonly type?: 'OTP' | 'NOTIFY' | 'MKT' | undefined;
  /** The caller's own reference, 1 to 255 characters; returned in delivery reports. */
  readonly taskId?: string | undefined;
  readonly channelId?: string | undefined;
  /** How long carriers may keep trying. Seconds. */
  readonly validityPeriod?: number | undefined;
}

export interface InternationalSendOutput {
  /** The id for `queryMessage`. */
  readonly messageId: string;
  readonly requestId: string;
  /** Requests made: more than 1 if earlier ones were certainly not accepted. */
  readonly attempts: number;
  readonly segments: number | undefined;
  readonly numberDetail: NumberDetail;
}

/** What Aliyun knows about a number. */
export interface NumberDetail {
  readonly country: string | undefined;
  readonly region: string | undefined;
  readonly carrier: string | undefined;
}

/**
 * Sends free text abroad. Not idempotent; billed on submission. A China-site account can use it
 * at `https://dysmsapi.aliyuncs.com`, for the US, Canada and Singapore, with a registered `from`.
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/api-dysmsapi-2018-05-01-sendmessagetoglobe
 */
export const sendMessageToGlobe: Operation<SendMessageToGlobeInput, InternationalSendOutput> = {
  product: DYSMS_INTERNATIONAL,
  action: 'SendMessageToGlobe',
  encode: (input) => ({
    query: present({
      To: wirePhoneNumber('phoneNumber', input.phoneNumber),
      Message: requiredText('message', input.message),
      From: input.from,
      Type: input.type,
      TaskId: input.taskId,
      ChannelId: input.channelId,
      ValidityPeriod: validityPeriod(input.validityPeriod),
    }),
  }),
  decode: internationalSendOf,
};

/** The answer to both ways of sending with this product. */
export function internationalSendOf(
  answer: ApiAnswer,
  attempts: number,
): InternationalSendOutput | undefined {
  const messageId = idOf(answer['MessageId']);
  const requestId = idOf(answer['RequestId']);
  return messageId === undefined || requestId === undefined
    ? undefined
    : {
        messageId,
        requestId,
        attempts,
        segments: numberOf(answer['Segments']),
        numberDetail: numberDetailOf(answer['NumberDetail']),
      };
}

export function numberDetailOf(value: unknown): NumberDetail {
  const fields = fieldsOf(value);
  return {
    country: textOf(fields['Country']),
    region: textOf(fields['Region']),
    carrier: textOf(fields['Carrier']),
  };
}

export function validityPeriod(value: number | undefined): number | undefined {
  return value === undefined
    ? undefined
    : wholeNumber('validityPeriod', value, 1, Number.MAX_SAFE_INTEGER);
}
