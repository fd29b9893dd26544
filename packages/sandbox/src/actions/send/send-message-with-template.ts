import { textWithSignName } from 'aliyun-sms-client';
import { Refusal } from '../../wire/refusal.ts';
import { readTemplateParam, renderTemplate } from '../../rules/template-param.ts';
import { codeInTemplate } from '../../messages/verification-code.ts';
import {
  acceptedFields,
  acceptInternational,
  readInternationalNumber,
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
 * A template to one mainland number, from the international site. The signature is `From`.
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
    const number = readInternationalNumber(parameter(call, 'To'));
    if (number.region !== 'mainland' || template.type === 3) {
      throw new Refusal('number', 'isv.MOBILE_NUMBER_ILLEGAL');
    }
    checkBound(account, template, number);
    checkNumber(account, number);
    const param = readTemplateParam(parameter(call, 'TemplateParam'), template, state.settings);
    const limited = [{ account, signName: signName.signName, template, to: number.e164 }];
    checkFlowControl(call, limited);
    const draft = {
      number,
      product: 'international' as const,
      text: textWithSignName(
        signName.signName,
        renderTemplate(template.content, param),
        'mainland',
      ),
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
