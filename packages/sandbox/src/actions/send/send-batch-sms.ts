import { Refusal } from '../../wire/refusal.ts';
import { invalid, jsonList, parameter, type Call, type Operation } from '../operation.ts';
import { sendTemplateMessages } from './template-messages.ts';

const MAX_NUMBERS = 100;

/**
 * One template to up to 100 numbers, each with its own signature and variables, matched by index.
 * Source: https://help.aliyun.com/document_detail/66041.html
 */
export const sendBatchSms: Operation = {
  action: 'SendBatchSms',
  product: 'sms',
  required: ['PhoneNumberJson', 'SignNameJson', 'TemplateCode'],
  run(call) {
    const numbers = texts(call, 'PhoneNumberJson');
    if (numbers.length > MAX_NUMBERS) {
      throw new Refusal('number', 'isv.MOBILE_COUNT_OVER_LIMIT');
    }
    const signNames = texts(call, 'SignNameJson');
    const params =
      parameter(call, 'TemplateParamJson') === ''
        ? numbers.map(() => '')
        : jsonList(call, 'TemplateParamJson').map((param) => JSON.stringify(param));
    checkLength(numbers, signNames, 'SignNameJson');
    checkLength(numbers, params, 'TemplateParamJson');
    const bizId = sendTemplateMessages(call, {
      templateCode: parameter(call, 'TemplateCode'),
      outId: parameter(call, 'OutId'),
      entries: numbers.map((number, index) => ({
        number,
        signName: signNames[index] ?? '',
        templateParam: params[index] ?? '',
      })),
      maxNumbers: MAX_NUMBERS,
    });
    return { BizId: bizId };
  },
};

function texts(call: Call, name: string): readonly string[] {
  const list = jsonList(call, name);
  const strings = list.filter((item) => typeof item === 'string');
  if (list.length === 0 || strings.length !== list.length) {
    throw invalid(name);
  }
  return strings;
}

/** Unverified: the code for lists of different lengths. */
function checkLength(numbers: readonly string[], list: readonly string[], name: string): void {
  if (numbers.length !== list.length) {
    throw invalid(name);
  }
}
