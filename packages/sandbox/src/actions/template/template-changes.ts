import { jsonObject } from '../../wire/json-text.ts';
import { Refusal } from '../../wire/refusal.ts';
import { templateVariables } from '../../rules/template-param.ts';
import type { Template } from '../../accounts/seed.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { bookApplication, fileKeys } from '../applications.ts';
import { parameter, type Call, type Operation } from '../operation.ts';

const REQUIRED = ['TemplateName', 'TemplateContent', 'TemplateType'];
const MAX_NAME = 30;
const MAX_CONTENT = 500;
const TYPES: ReadonlyMap<string, Template['type']> = new Map([
  ['0', 0],
  ['1', 1],
  ['2', 2],
  ['3', 3],
]);
const INTL_TYPES: ReadonlyMap<string, Template['intlType']> = new Map([
  ['0', 0],
  ['1', 1],
  ['2', 2],
]);
const OVERSEAS = 3;

/** Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-createsmstemplate */
export const createSmsTemplate: Operation = {
  action: 'CreateSmsTemplate',
  product: 'sms',
  required: REQUIRED,
  qps: 1000,
  run(call) {
    const template = readApplication(call, call.state.ids.templateCode());
    bookApplication(call, 'templates');
    return apply(call, template);
  },
};

/** Unverified: that approved templates are refused; the page mentions rejected ones only. */
export const updateSmsTemplate: Operation = {
  action: 'UpdateSmsTemplate',
  product: 'sms',
  required: ['TemplateCode', ...REQUIRED],
  qps: 1000,
  run(call) {
    const templateCode = parameter(call, 'TemplateCode');
    const template = call.account.templates.get(templateCode);
    if (template === undefined) {
      throw new Refusal('template', 'TemplateNotFound');
    }
    if (template.status !== 'rejected') {
      throw new Refusal('template', 'isv.ERROR_TEMPLATE_NOT_MODIFY');
    }
    return apply(call, readApplication(call, templateCode));
  },
};

/** A template in review cannot be deleted. */
export const deleteSmsTemplate: Operation = {
  action: 'DeleteSmsTemplate',
  product: 'sms',
  required: ['TemplateCode'],
  qps: 1000,
  run({ account, parameters }) {
    const templateCode = parameters['TemplateCode'] ?? '';
    const template = account.templates.get(templateCode);
    if (template === undefined) {
      throw new Refusal('template', 'isv.SMS_TEMPLATE_ILLEGAL');
    }
    if (template.status === 'reviewing') {
      throw new Refusal('template', 'isv.ERROR_TEMPLATE_NOT_DELETE');
    }
    account.templates.delete(templateCode);
    return { TemplateCode: templateCode };
  },
};

function apply(call: Call, template: Template): Fields {
  const { templateCode, name, orderId } = template;
  call.account.templates.set(templateCode, template);
  return { OrderId: orderId, TemplateCode: templateCode, TemplateName: name };
}

function readApplication(call: Call, templateCode: string): Template {
  const type = choice(TYPES, parameter(call, 'TemplateType'));
  const name = parameter(call, 'TemplateName');
  if (name.length > MAX_NAME) {
    throw new Refusal('parameters', 'InvalidParameter');
  }
  const content = readContent(call, type);
  const trafficDriving = parameter(call, 'TrafficDriving');
  return {
    templateCode,
    name,
    content,
    type,
    status: 'reviewing',
    test: false,
    rule: readRule(call, content),
    remark: parameter(call, 'Remark'),
    createdAt: new Date(call.now).toISOString(),
    orderId: call.state.ids.orderId(),
    applyScene: parameter(call, 'ApplySceneContent'),
    files: fileKeys(call),
    ...(trafficDriving === '' ? {} : { trafficDriving }),
    ...(type === OVERSEAS
      ? { intlType: choice(INTL_TYPES, parameter(call, 'IntlType')) }
      : { relatedSignName: readRelatedSignName(call) }),
  };
}

function choice<T>(choices: ReadonlyMap<string, T>, text: string): T {
  const value = choices.get(text);
  if (value === undefined) {
    throw new Refusal('parameters', 'InvalidParameter');
  }
  return value;
}

function readContent(call: Call, type: Template['type']): string {
  const content = parameter(call, 'TemplateContent');
  if (content.length > MAX_CONTENT || /[【】]/.test(content) || /^\[|\]$/.test(content)) {
    throw new Refusal('template', 'InvalidTemplateContent.Format');
  }
  if (type === 0 && templateVariables(content).length !== 1) {
    throw new Refusal('template', 'TemplateVarLimitExceeded');
  }
  return content;
}

/** `TemplateRule`: an attribute for each variable, as JSON. */
function readRule(call: Call, content: string): Template['rule'] {
  const names = templateVariables(content);
  const rule = parseRule(parameter(call, 'TemplateRule'));
  const fits =
    names.length === Object.keys(rule).length && names.every((name) => Object.hasOwn(rule, name));
  if (!fits) {
    throw new Refusal('template', 'InvalidTemplateRule');
  }
  return rule;
}

function parseRule(text: string): Template['rule'] {
  if (text === '') {
    return {};
  }
  const rule = jsonObject(text);
  if (rule === undefined) {
    throw new Refusal('template', 'InvalidTemplateRule.Format');
  }
  return Object.fromEntries(
    Object.entries(rule).map(([name, attribute]) => [name, String(attribute)]),
  );
}

function readRelatedSignName(call: Call): string {
  const name = parameter(call, 'RelatedSignName');
  const signName = call.account.signNames.get(name);
  if (signName === undefined) {
    throw new Refusal('signName', 'SmsSignatureNotFound');
  }
  if (signName.status !== 'approved') {
    throw new Refusal('signName', 'AssocSignUnapproved');
  }
  return name;
}
