import type { DeliveryStatus } from '../delivery-report.ts';
import { present, requiredText } from '../input.ts';
import { DYSMS_INTERNATIONAL, type Operation } from '../operation.ts';
import { nameOf, textOf } from '../answer-fields.ts';
import { numberDetailOf, type NumberDetail } from './send-message-to-globe.ts';

export interface QueryMessageOutput {
  readonly messageId: string | undefined;
  readonly phoneNumber: string | undefined;
  readonly status: DeliveryStatus;
  readonly errCode: string | undefined;
  readonly errorDescription: string | undefined;
  /** The whole text, verification code included. */
  readonly message: string | undefined;
  /** ISO 8601, UTC. */
  readonly sentAt: string | undefined;
  readonly reportedAt: string | undefined;
  readonly numberDetail: NumberDetail;
}

const STATUS: Readonly<Record<DeliveryStatus, number>> = { delivered: 1, failed: 2, submitted: 3 };

/**
 * Delivery status of one message of the 2018-05-01 API. 300 calls per second per account.
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/api-dysmsapi-2018-05-01-querymessage
 */
export const queryMessage: Operation<{ readonly messageId: string }, QueryMessageOutput> = {
  product: DYSMS_INTERNATIONAL,
  action: 'QueryMessage',
  encode: ({ messageId }) => ({
    query: present({ MessageId: requiredText('messageId', messageId) }),
  }),
  decode: (answer) => ({
    messageId: textOf(answer['MessageId']),
    phoneNumber: textOf(answer['To']),
    status: nameOf(answer['Status'], STATUS) ?? 'submitted',
    errCode: textOf(answer['ErrorCode']),
    errorDescription: textOf(answer['ErrorDescription']),
    message: textOf(answer['Message']),
    sentAt: timeOf(answer['SendDate']),
    reportedAt: timeOf(answer['ReceiveDate']),
    numberDetail: numberDetailOf(answer['NumberDetail']),
  }),
};

/** `Mon, 24 Dec 2018 16:58:22 +0800` on the wire. */
function timeOf(value: unknown): string | undefined {
  const time = Date.parse(textOf(value) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
