import { present, requiredText } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { chinaTimeOf, fieldsOf, nameOf, textOf } from '../answer-fields.ts';
import {
  reviewStatusOf,
  reviewVerdictOf,
  type ReviewStatus,
  type ReviewVerdict,
} from '../review.ts';
import { TEMPLATE_TYPE, type TemplateType } from '../template-type.ts';

export interface SmsTemplate {
  readonly templateCode: string;
  readonly templateName: string | undefined;
  readonly templateContent: string | undefined;
  readonly templateType: TemplateType | undefined;
  readonly status: ReviewStatus | undefined;
  readonly verdict: ReviewVerdict;
  /** ISO 8601, China time. */
  readonly createdAt: string | undefined;
  readonly orderId: string | undefined;
  readonly remark: string | undefined;
  readonly relatedSignName: string | undefined;
  /** Each variable's attribute, in JSON. */
  readonly variableAttribute: string | undefined;
  /** `2` own, `3` granted, `4` test. */
  readonly templateTag: string | undefined;
  /** The carriers' own review, if Aliyun reports it: so far only for digital messages (数字短信). */
  readonly carriers: readonly CarrierAudit[];
}

export interface CarrierAudit {
  /** `mobile`, `unicom` or `telecom`. */
  readonly carrier: string;
  readonly status: CarrierAuditStatus | undefined;
}

/** A carrier's verdict on a template. */
export type CarrierAuditStatus = 'in-review' | 'approved' | 'rejected' | 'lapsed';

const CARRIER_AUDIT: Readonly<Record<CarrierAuditStatus, number>> = {
  'in-review': 0,
  approved: 1,
  rejected: 2,
  lapsed: 15,
};

/** `TELCOM_VENDOR` is how Aliyun's example spells it. */
const VENDORS: Readonly<Record<string, string>> = {
  MOBILE_VENDOR: 'mobile',
  UNICOM_VENDOR: 'unicom',
  TELECOM_VENDOR: 'telecom',
  TELCOM_VENDOR: 'telecom',
};

/**
 * One template with its review.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-getsmstemplate
 */
export const getSmsTemplate: Operation<{ readonly templateCode: string }, SmsTemplate> = {
  product: DYSMS,
  action: 'GetSmsTemplate',
  encode: ({ templateCode }) => ({
    query: present({ TemplateCode: requiredText('templateCode', templateCode) }),
  }),
  decode: (answer) => {
    const templateCode = textOf(answer['TemplateCode']);
    return templateCode === undefined
      ? undefined
      : {
          templateCode,
          templateName: textOf(answer['TemplateName']),
          templateContent: textOf(answer['TemplateContent']),
          templateType: nameOf(answer['TemplateType'], TEMPLATE_TYPE),
          status: reviewStatusOf(answer['TemplateStatus']),
          verdict: reviewVerdictOf(answer['AuditInfo']),
          createdAt: chinaTimeOf(answer['CreateDate']),
          orderId: textOf(answer['OrderId']),
          remark: textOf(answer['Remark']),
          relatedSignName: textOf(answer['RelatedSignName']),
          variableAttribute: textOf(answer['VariableAttribute']),
          templateTag: textOf(answer['TemplateTag']),
          carriers: Object.entries(fieldsOf(answer['VendorAuditStatus'])).map(([name, value]) => ({
            carrier: VENDORS[name] ?? name,
            status: nameOf(value, CARRIER_AUDIT),
          })),
        };
  },
};
