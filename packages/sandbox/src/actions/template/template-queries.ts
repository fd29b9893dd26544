import { Refusal } from '../../wire/refusal.ts';
import type { Template } from '../../accounts/seed.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { parameter, type Call, type Operation } from '../operation.ts';
import {
  AUDIT_STATES,
  auditInfo,
  chinaTime,
  page,
  rejection,
  STATUS_NUMBERS,
} from '../review-states.ts';

/** `TemplateType` has other numbers in QuerySmsTemplateList than everywhere else. */
const LIST_TYPES: Readonly<Record<Template['type'], number>> = { 0: 2, 1: 0, 2: 1, 3: 6 };

/** Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-getsmstemplate */
export const getSmsTemplate: Operation = {
  action: 'GetSmsTemplate',
  product: 'sms',
  required: ['TemplateCode'],
  run(call) {
    const template = call.account.templates.get(parameter(call, 'TemplateCode'));
    if (template === undefined) {
      throw new Refusal('template', 'TemplateNotFound');
    }
    return {
      TemplateCode: template.templateCode,
      TemplateName: template.name,
      TemplateContent: template.content,
      TemplateType: template.type,
      TemplateStatus: STATUS_NUMBERS[template.status],
      TemplateTag: template.test ? 4 : 2,
      IntlType: template.intlType,
      CreateDate: chinaTime(template.createdAt),
      Remark: template.remark,
      RelatedSignName: template.relatedSignName,
      ApplyScene: template.applyScene,
      VariableAttribute: JSON.stringify(template.rule),
      OrderId: template.orderId,
      AuditInfo: auditInfo(template),
      // Differs: file keys instead of URLs. Unverified: which files are in which list.
      FileUrlList: { FileUrl: template.files },
      MoreDataFileUrlList: { MoreDataFileUrl: template.files },
      SignList: {
        SignList: template.relatedSignName === undefined ? [] : [template.relatedSignName],
      },
      VendorAuditStatus: vendorAudit(template),
    };
  },
};

function vendorAudit({ carrierAudit }: Template): Fields | undefined {
  return (
    carrierAudit && {
      MOBILE_VENDOR: carrierAudit.mobile,
      UNICOM_VENDOR: carrierAudit.unicom,
      TELECOM_VENDOR: carrierAudit.telecom,
    }
  );
}

/** The older, shorter form. Unverified: its refusal of an unknown template. */
export const querySmsTemplate: Operation = {
  action: 'QuerySmsTemplate',
  product: 'sms',
  required: ['TemplateCode'],
  run(call) {
    const template = call.account.templates.get(parameter(call, 'TemplateCode'));
    if (template === undefined) {
      throw new Refusal('template', 'isv.SMS_TEMPLATE_ILLEGAL');
    }
    return {
      TemplateCode: template.templateCode,
      TemplateName: template.name,
      TemplateContent: template.content,
      TemplateType: template.type,
      TemplateStatus: STATUS_NUMBERS[template.status],
      CreateDate: chinaTime(template.createdAt),
      Reason: template.reason ?? '无审批备注',
    };
  },
};

export const querySmsTemplateList: Operation = {
  action: 'QuerySmsTemplateList',
  product: 'sms',
  postOnly: true,
  run(call) {
    const { items, total, index, size } = page(call, call.account.templates.values());
    return {
      TotalCount: total,
      CurrentPage: index,
      PageSize: size,
      SmsTemplateList: items.map((template) => ({
        TemplateCode: template.templateCode,
        TemplateName: template.name,
        TemplateContent: template.content,
        TemplateType: LIST_TYPES[template.type],
        OuterTemplateType: template.type,
        AuditStatus: AUDIT_STATES.template[template.status],
        CreateDate: chinaTime(template.createdAt),
        OrderId: template.orderId,
        SignatureName: template.relatedSignName,
        TrafficDriving: template.trafficDriving,
        Reason: rejection(template),
      })),
    };
  },
};

/** Unverified: known only from the official SDK's models, without documentation. */
export const getSmsTemplateList: Operation = {
  action: 'GetSmsTemplateList',
  product: 'sms',
  run(call) {
    const matching = [...call.account.templates.values()].filter((template) =>
      fits(call, template),
    );
    const { items, total, index, size } = page(call, matching);
    return {
      Success: true,
      Data: { PageNo: index, PageSize: size, Total: total, List: items.map(listed) },
    };
  },
};

function listed(template: Template): Fields {
  return {
    AuditStatus: STATUS_NUMBERS[template.status],
    GmtCreate: chinaTime(template.createdAt),
    SignName: template.relatedSignName,
    TemplateCode: template.templateCode,
    TemplateContent: template.content,
    TemplateName: template.name,
    TemplateTag: [],
    TemplateType: template.type,
    UsableStateList: [],
    WorkOrderId: template.orderId,
  };
}

function fits(call: Call, template: Template): boolean {
  const fields: readonly (readonly [name: string, value: string])[] = [
    ['AuditStatus', String(STATUS_NUMBERS[template.status])],
    ['SignName', template.relatedSignName ?? ''],
    ['TemplateCode', template.templateCode],
    ['TemplateName', template.name],
    ['TemplateType', String(template.type)],
  ];
  return fields.every(([name, value]) => ['', value].includes(parameter(call, name)));
}
