import { chinaTimeOf, fieldsOf, listOf, numberOf, textOf } from '../answer-fields.ts';
import { present, wholeNumber } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import type { PageInput } from './query-sms-sign-list.ts';

export interface QuerySmsQualificationRecordOutput {
  /** Over all pages. */
  readonly totalCount: number;
  readonly qualifications: readonly SmsQualification[];
}

/** A company's qualification (资质); an application for a signature refers to its id. */
export interface SmsQualification {
  /** `QualificationId` of `createSmsSign`. */
  readonly qualificationId: string | undefined;
  readonly name: string | undefined;
  readonly companyName: string | undefined;
  readonly status: QualificationStatus | undefined;
  /** The reviewer's remark. */
  readonly remark: string | undefined;
  /** ISO 8601, China time. */
  readonly createdAt: string | undefined;
  readonly orderId: string | undefined;
}

/** `incomplete`: Aliyun requires more documents. */
export type QualificationStatus =
  | 'in-review'
  | 'approved'
  | 'rejected'
  | 'incomplete'
  | 'cancelled';

const STATES: Readonly<Record<string, QualificationStatus>> = {
  INIT: 'in-review',
  PASS: 'approved',
  NOT_PASS: 'rejected',
  NOT_FINISH: 'incomplete',
  CANCEL: 'cancelled',
};

const MAX_PAGE_SIZE = 50;

/**
 * All qualifications of the account.
 * Source: the official SDK, 4.6.0. Unverified: the maximum page size; 50 is that of the other lists.
 */
export const querySmsQualificationRecord: Operation<PageInput, QuerySmsQualificationRecordOutput> =
  {
    product: DYSMS,
    action: 'QuerySmsQualificationRecord',
    encode: ({ pageIndex = 1, pageSize = MAX_PAGE_SIZE }) => ({
      query: present({
        PageNo: wholeNumber('pageIndex', pageIndex, 1, Number.MAX_SAFE_INTEGER),
        PageSize: wholeNumber('pageSize', pageSize, 1, MAX_PAGE_SIZE),
      }),
    }),
    decode: (answer) => {
      const data = fieldsOf(answer['Data']);
      const qualifications = listOf(data['List']).map((item) => ({
        qualificationId: textOf(item['GroupId']),
        name: textOf(item['QualificationGroupName']),
        companyName: textOf(item['CompanyName']),
        status: STATES[textOf(item['StateName']) ?? ''],
        remark: textOf(item['AuditRemark']),
        createdAt: chinaTimeOf(item['CreateDate']),
        orderId: textOf(item['WorkOrderId']),
      }));
      return { totalCount: numberOf(data['Total']) ?? qualifications.length, qualifications };
    },
  };
