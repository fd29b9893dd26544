import { deliveryReportOf, type DeliveryReport } from '../delivery-report.ts';
import { barePhoneNumber, present, wholeNumber, wireDay } from '../input.ts';
import { DYPNS, DYSMS, type Operation, type Product } from '../operation.ts';
import { listOf, numberOf } from '../answer-fields.ts';

export interface QuerySendDetailsInput {
  readonly phoneNumber: string;
  /** Day in China time, `20251122`, at most 30 days ago. `chinaDay` formats one. */
  readonly sendDate: string;
  /** From 1; default 1. */
  readonly currentPage?: number | undefined;
  /** 1 to 50; default 50. */
  readonly pageSize?: number | undefined;
  readonly bizId?: string | undefined;
}

export interface QuerySendDetailsOutput {
  /** Over all pages. */
  readonly totalCount: number;
  readonly reports: readonly DeliveryReport[];
}

/**
 * Delivery reports of the messages to one number on one day.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-querysenddetails
 */
export const querySendDetails = detailsOf(DYSMS, 'SmsSendDetailDTOs');

/** The same for messages sent by `sendSmsVerifyCode`. */
export const queryVerifyCodeDetails = detailsOf(DYPNS, 'Model');

const MAX_PAGE_SIZE = 50;

function detailsOf(
  product: Product,
  listField: string,
): Operation<QuerySendDetailsInput, QuerySendDetailsOutput> {
  return {
    product,
    action: 'QuerySendDetails',
    encode: ({ phoneNumber, sendDate, currentPage = 1, pageSize = MAX_PAGE_SIZE, bizId }) => ({
      query: present({
        PhoneNumber: barePhoneNumber('phoneNumber', phoneNumber),
        SendDate: wireDay('sendDate', sendDate),
        CurrentPage: wholeNumber('currentPage', currentPage, 1, Number.MAX_SAFE_INTEGER),
        PageSize: wholeNumber('pageSize', pageSize, 1, MAX_PAGE_SIZE),
        BizId: bizId,
      }),
    }),
    decode: (answer) => {
      const reports = listOf(answer[listField]).map(deliveryReportOf);
      return { totalCount: numberOf(answer['TotalCount']) ?? reports.length, reports };
    },
  };
}
