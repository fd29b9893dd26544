import { chinaTimeOf, nameOf, textOf, type ApiAnswer } from './answer-fields.ts';

/** Accepted, without a verdict yet; on the phone; refused on the way. */
export type DeliveryStatus = 'submitted' | 'delivered' | 'failed';

/** A carrier's verdict on one message to one number. */
export interface DeliveryReport {
  /** As Aliyun writes it: a mainland number has just its 11 digits. */
  readonly phoneNumber: string | undefined;
  readonly status: DeliveryStatus;
  /** `DELIVERED`, `MOBILE_NOT_ON_SERVICE`, …; an open set, and a label only: `status` decides. */
  readonly errCode: string | undefined;
  /** When Aliyun accepted the message. ISO 8601, China time. */
  readonly sentAt: string | undefined;
  readonly reportedAt: string | undefined;
  /** The whole text with its 【sign name】, verification code included. */
  readonly content: string | undefined;
  readonly templateCode: string | undefined;
  readonly outId: string | undefined;
}

const STATUS: Readonly<Record<DeliveryStatus, number>> = { submitted: 1, failed: 2, delivered: 3 };

/** One item of QuerySendDetails, of either product. */
export function deliveryReportOf(item: ApiAnswer): DeliveryReport {
  return {
    phoneNumber: textOf(item['PhoneNum']),
    status: nameOf(item['SendStatus'], STATUS) ?? 'submitted',
    errCode: textOf(item['ErrCode']),
    sentAt: chinaTimeOf(item['SendDate']),
    reportedAt: chinaTimeOf(item['ReceiveDate']),
    content: textOf(item['Content']),
    templateCode: textOf(item['TemplateCode']),
    outId: textOf(item['OutId']),
  };
}
