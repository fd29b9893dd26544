import { present, wholeNumber } from '../input.ts';
import { DYSMS, type EncodedInput, type Operation } from '../operation.ts';
import { chinaTimeOf, listOf, numberOf, textOf } from '../answer-fields.ts';
import {
  reviewStatusOf,
  reviewVerdictOf,
  type ReviewStatus,
  type ReviewVerdict,
} from '../review.ts';

export interface PageInput {
  /** From 1; default 1. */
  readonly pageIndex?: number | undefined;
  /** 1 to 50; default 50. */
  readonly pageSize?: number | undefined;
}

export interface QuerySmsSignListOutput {
  /** Over all pages. */
  readonly totalCount: number;
  readonly signs: readonly SmsSignListItem[];
}

export interface SmsSignListItem {
  readonly signName: string | undefined;
  readonly status: ReviewStatus | undefined;
  readonly verdict: ReviewVerdict;
  /** Aliyun's wording: 验证码类型 or 通用类型. */
  readonly businessType: string | undefined;
  /** ISO 8601, China time. */
  readonly createdAt: string | undefined;
  readonly orderId: string | undefined;
}

const MAX_PAGE_SIZE = 50;

/**
 * All signatures of the account.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-querysmssignlist
 */
export const querySmsSignList: Operation<PageInput, QuerySmsSignListOutput> = {
  product: DYSMS,
  action: 'QuerySmsSignList',
  encode: encodePage,
  decode: (answer) => {
    const signs = listOf(answer['SmsSignList']).map((item) => ({
      signName: textOf(item['SignName']),
      status: reviewStatusOf(item['AuditStatus']),
      verdict: reviewVerdictOf(item['Reason']),
      businessType: textOf(item['BusinessType']),
      createdAt: chinaTimeOf(item['CreateDate']),
      orderId: textOf(item['OrderId']),
    }));
    return { totalCount: numberOf(answer['TotalCount']) ?? signs.length, signs };
  },
};

/** The page parameters shared by the lists of signatures and templates. */
export function encodePage({ pageIndex = 1, pageSize = MAX_PAGE_SIZE }: PageInput): EncodedInput {
  return {
    query: present({
      PageIndex: wholeNumber('pageIndex', pageIndex, 1, Number.MAX_SAFE_INTEGER),
      PageSize: wholeNumber('pageSize', pageSize, 1, MAX_PAGE_SIZE),
    }),
  };
}
