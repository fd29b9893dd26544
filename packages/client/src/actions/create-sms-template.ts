import { present, requiredText, textListJson, wireNumber } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { textOf } from '../answer-fields.ts';
import { TEMPLATE_TYPE, type TemplateType } from '../template-type.ts';

/** What an international template is for. */
export type InternationalType = 'notification' | 'promotion' | 'verification';

export interface CreateSmsTemplateInput {
  /** Up to 30 characters. */
  readonly templateName: string;
  /** Up to 500 characters; variables are written `${name}`, in a verification template exactly one. */
  readonly templateContent: string;
  readonly templateType: TemplateType;
  /** Required for the type `international`. */
  readonly intlType?: InternationalType | undefined;
  /** Required if there are variables: the attribute of each, `{ code: 'numberCaptcha' }`. */
  readonly templateRule?: Readonly<Record<string, string>> | undefined;
  /** An approved signature, for the reviewers only: the template works with any. */
  readonly relatedSignName?: string | undefined;
  readonly applySceneContent?: string | undefined;
  readonly remark?: string | undefined;
  /** Keys of uploaded files. */
  readonly moreData?: readonly string[] | undefined;
}

export interface UpdateSmsTemplateInput extends CreateSmsTemplateInput {
  /** A rejected template. */
  readonly templateCode: string;
}

export interface SmsTemplateOutput {
  readonly templateCode: string;
  readonly templateName: string | undefined;
  /** Id of the review ticket. */
  readonly orderId: string | undefined;
}

const INTL_TYPE: Readonly<Record<InternationalType, number>> = {
  notification: 0,
  promotion: 1,
  verification: 2,
};

/**
 * Applies for a template. At most 100 a day, 30 seconds apart.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-createsmstemplate
 */
export const createSmsTemplate: Operation<CreateSmsTemplateInput, SmsTemplateOutput> = {
  product: DYSMS,
  action: 'CreateSmsTemplate',
  encode: (input) => ({ query: present(wireTemplate(input)) }),
  decode: (answer) => {
    const templateCode = textOf(answer['TemplateCode']);
    return templateCode === undefined
      ? undefined
      : {
          templateCode,
          templateName: textOf(answer['TemplateName']),
          orderId: textOf(answer['OrderId']),
        };
  },
};

/**
 * Resubmits a rejected template.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-updatesmstemplate
 */
export const updateSmsTemplate: Operation<UpdateSmsTemplateInput, SmsTemplateOutput> = {
  product: DYSMS,
  action: 'UpdateSmsTemplate',
  encode: (input) => ({
    query: present({
      ...wireTemplate(input),
      TemplateCode: requiredText('templateCode', input.templateCode),
    }),
  }),
  decode: createSmsTemplate.decode,
};

function wireTemplate(input: CreateSmsTemplateInput) {
  return {
    TemplateName: requiredText('templateName', input.templateName),
    TemplateContent: requiredText('templateContent', input.templateContent),
    TemplateType: wireNumber('templateType', input.templateType, TEMPLATE_TYPE),
    IntlType: input.intlType && wireNumber('intlType', input.intlType, INTL_TYPE),
    TemplateRule: input.templateRule && JSON.stringify(input.templateRule),
    RelatedSignName: input.relatedSignName,
    ApplySceneContent: input.applySceneContent,
    Remark: input.remark,
    MoreData: textListJson('moreData', input.moreData),
  };
}
