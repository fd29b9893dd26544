import { DYSMS, type Operation } from '../operation.ts';
import { chinaTimeOf, listOf, nameOf, numberOf, textOf, type ApiAnswer } from '../answer-fields.ts';
import {
  reviewStatusOf,
  reviewVerdictOf,
  type ReviewStatus,
  type ReviewVerdict,
} from '../review.ts';
import { TEMPLATE_TYPE, TEMPLATE_TYPE_IN_LIST, type TemplateType } from '../template-type.ts';
import { encodePage, type PageInput } from './query-sms-sign-list.ts';

export interface QuerySmsTemplateListOutput {
  /** Over all pages. */
  readonly totalCount: number;
  readonly templates: readonly SmsTemplateListItem[];
}

export interface SmsTemplateListItem {
  readonly templateCode: string | undefined;
  readonly templateName: string | undefined;
  readonly templateContent: string | undefined;
  readonly templateType: TemplateType | undefined;
  readonly status: ReviewStatus | undefined;
  readonly verdict: ReviewVerdict;
  /** ISO 8601, China time. */
  readonly createdAt: string | undefined;
  readonly orderId: string | undefined;
}

/**
 * All templates of the account.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-querysmstemplatelist
 */
export const querySmsTemplateList: Operation<PageInput, QuerySmsTemplateListOutput> = {
  product: DYSMS,
  action: 'QuerySmsTemplateList',
  encode: encodePage,
  decode: (answer) => {
    const templates = listOf(answer['SmsTemplateList']).map((item) => ({
      templateCode: textOf(item['TemplateCode']),
      templateName: textOf(item['TemplateName']),
      templateContent: textOf(item['TemplateContent']),
      templateType: templateTypeOf(item),
      status: reviewStatusOf(item['AuditStatus']),
      verdict: reviewVerdictOf(item['Reason']),
      createdAt: chinaTimeOf(item['CreateDate']),
      orderId: textOf(item['OrderId']),
    }));
    return { totalCount: numberOf(answer['TotalCount']) ?? templates.length, templates };
  },
};

/** `OuterTemplateType` numbers the types as all other operations do; older answers lack it. */
function templateTypeOf(item: ApiAnswer): TemplateType | undefined {
  return (
    nameOf(item['OuterTemplateType'], TEMPLATE_TYPE) ??
    nameOf(item['TemplateType'], TEMPLATE_TYPE_IN_LIST)
  );
}
