import { Refusal } from '../../wire/refusal.ts';
import { codeInText } from '../../messages/code-in-text.ts';
import {
  acceptedFields,
  acceptInternational,
  checkSenderId,
  draftGlobeMessage,
} from './international-messages.ts';
import { invalid, jsonList, parameter, type Call, type Operation } from '../operation.ts';
import { checkAccount } from './sending.ts';

const TYPES = ['', 'OTP', 'NOTIFY', 'MKT'];
const MAX_BATCH = 1000;

/**
 * A free text to one number outside the mainland.
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/sendmessagetoglobe
 */
export const sendMessageToGlobe: Operation = {
  action: 'SendMessageToGlobe',
  product: 'international',
  required: ['To', 'Message'],
  qps: 2000,
  run(call) {
    const from = checkCommon(call);
    const text = parameter(call, 'Message');
    const draft = draftGlobeMessage(call, parameter(call, 'To'), text, from);
    const accepted = { ...draft, code: codeInText(text) };
    const messageId = acceptInternational(call, accepted);
    return { ...acceptedFields(messageId, accepted), From: from };
  },
};

/** Up to 1,000 texts; a refused number does not stop the others. */
export const batchSendMessageToGlobe: Operation = {
  action: 'BatchSendMessageToGlobe',
  product: 'international',
  required: ['To', 'Message'],
  run(call) {
    const from = checkCommon(call);
    checkAccount(call.account);
    const numbers = jsonList(call, 'To').map(String);
    const texts = jsonList(call, 'Message').filter((text) => typeof text === 'string');
    if (numbers.length !== texts.length || numbers.length > MAX_BATCH || numbers.length === 0) {
      throw invalid('To');
    }
    const failed: string[] = [];
    const messageIds = numbers.flatMap((to, index) => {
      const text = texts[index] ?? '';
      try {
        const draft = draftGlobeMessage(call, to, text, from);
        return [acceptInternational(call, { ...draft, code: codeInText(text) })];
      } catch (error) {
        if (!(error instanceof Refusal)) {
          throw error;
        }
        failed.push(to);
        return [];
      }
    });
    return {
      MessageIdList: JSON.stringify(messageIds),
      FailedList: JSON.stringify(failed),
      SuccessCount: String(messageIds.length),
      From: from,
    };
  },
};

/** Checks the parameters that both operations have; returns the sender id. */
function checkCommon(call: Call): string {
  const from = parameter(call, 'From');
  checkSenderId(from);
  if (!TYPES.includes(parameter(call, 'Type'))) {
    throw invalid('Type');
  }
  if (parameter(call, 'TaskId').length > 255) {
    throw invalid('TaskId');
  }
  if (!/^\d{0,9}$/.test(parameter(call, 'ValidityPeriod'))) {
    throw invalid('ValidityPeriod');
  }
  return from;
}
