import { textWithSignName } from 'aliyun-sms-client';
import { Refusal } from '../../wire/refusal.ts';
import {
  MAX_TEMPLATE_TEXT,
  readTemplateParam,
  renderTemplate,
  tooLong,
} from '../../rules/template-param.ts';
import { codeInTemplate } from '../../messages/verification-code.ts';
import {
  acceptedFields,
  acceptInternational,
  readMainlandNumber,
} from './international-messages.ts';
import { parameter, type Operation } from '../operation.ts';
import {
  checkBound,
  checkFlowControl,
  checkNumber,
  checkPair,
  noteSends,
  usableSignName,
  usableTemplate,
} from './sending.ts';

/**
 * A template message from the international site to one mainland number. `From` is the signature.
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/sendmessagewithtemplate
 */
export const sendMessageWithTemplate: Operation = {
  action: 'SendMessageWithTemplate',
  product: 'international',
  required: ['To', 'From', 'TemplateCode'],
  run(call) {
    const { account, state } = call;
    const signName = usableSignName(account, parameter(call, 'From'));
    const template = usableTemplate(account, parameter(call, 'TemplateCode'));
    checkPair(signName, template);
    const number = readMainlandNumber(parameter(call, 'To'));
    if (template.type === 3) {
      throw new Refusal('number', 'isv.MOBILE_NUMBER_ILLEGAL');
    }
    checkBound(account, template, number);
    checkNumber(account, number);
    const param = readTemplateParam(parameter(call, 'TemplateParam'), template, state.settings);
    const content = renderTemplate(template.content, param);
    const text = textWithSignName(signName.signName, content, 'mainland');
    if (text.length > MAX_TEMPLATE_TEXT) {
      throw tooLong(MAX_TEMPLATE_TEXT);
    }
    const limited = [{ account, signName: signName.signName, template, to: number.e164 }];
    checkFlowControl(call, limited);
    const draft = {
      number,
      product: 'international' as const,
      text,
      code: codeInTemplate(template, param),
      signName: signName.signName,
      filing: signName.filing,
      templateCode: template.templateCode,
    };
    const messageId = acceptInternational(call, draft);
    noteSends(call, limited);
    return acceptedFields(messageId, draft);
  },
};
