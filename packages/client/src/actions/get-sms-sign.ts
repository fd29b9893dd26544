import { present, requiredText } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { chinaTimeOf, listOf, nameOf, numberOf, textOf, type ApiAnswer } from '../answer-fields.ts';
import {
  reviewStatusOf,
  reviewVerdictOf,
  type ReviewStatus,
  type ReviewVerdict,
} from '../review.ts';

export interface SmsSign {
  readonly signName: string;
  readonly status: ReviewStatus | undefined;
  readonly verdict: ReviewVerdict;
  /** ISO 8601, China time. */
  readonly createdAt: string | undefined;
  readonly orderId: string | undefined;
  readonly qualificationId: string | undefined;
  readonly signCode: string | undefined;
  /** `2` own, `3` granted, `4` test, `5` trial. */
  readonly signTag: string | undefined;
  readonly remark: string | undefined;
  readonly thirdParty: boolean;
  /**
   * Real-name filing with each carrier. A carrier blocks a signature that is not filed with it,
   * although Aliyun accepts the message.
   */
  readonly carriers: readonly CarrierFiling[];
}

export interface CarrierFiling {
  /** `mobile`, `unicom` or `telecom`. */
  readonly carrier: string | undefined;
  readonly status: FilingStatus | undefined;
  readonly completedAt: string | undefined;
  readonly reasons: readonly {
    readonly code: string | undefined;
    readonly texts: readonly string[];
  }[];
}

/** `lapsed`: no traffic for six months. */
export type FilingStatus =
  | 'not-filed'
  | 'in-progress'
  | 'failed'
  | 'filed'
  | 'lapsed'
  | 'filed-and-verified';

const FILING_STATUS: Readonly<Record<FilingStatus, number>> = {
  'not-filed': -2,
  'in-progress': -1,
  failed: 0,
  filed: 1,
  lapsed: 2,
  'filed-and-verified': 3,
};

/**
 * One signature with its review and its filing. 150 calls per second per account.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-getsmssign
 */
export const getSmsSign: Operation<{ readonly signName: string }, SmsSign> = {
  product: DYSMS,
  action: 'GetSmsSign',
  encode: ({ signName }) => ({ query: present({ SignName: requiredText('signName', signName) }) }),
  decode: (answer) => {
    const signName = textOf(answer['SignName']);
    return signName === undefined
      ? undefined
      : {
          signName,
          status: reviewStatusOf(answer['SignStatus']),
          verdict: reviewVerdictOf(answer['AuditInfo']),
          createdAt: chinaTimeOf(answer['CreateDate']),
          orderId: textOf(answer['OrderId']),
          qualificationId: textOf(answer['QualificationId']),
          signCode: textOf(answer['SignCode']),
          signTag: textOf(answer['SignTag']),
          remark: textOf(answer['Remark']),
          thirdParty: answer['ThirdParty'] === true || answer['ThirdParty'] === 'true',
          carriers: listOf(answer['SignIspRegisterDetailList']).map(carrierFilingOf),
        };
  },
};

function carrierFilingOf(item: ApiAnswer): CarrierFiling {
  return {
    carrier: textOf(item['OperatorCode']),
    status: nameOf(numberOf(item['RegisterStatus']), FILING_STATUS),
    completedAt: chinaTimeOf(item['OperatorCompleteTime']),
    reasons: listOf(item['RegisterStatusReasons']).map((reason) => ({
      code: textOf(reason['ReasonCode']),
      texts: textsOf(reason['ReasonDescList']),
    })),
  };
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
