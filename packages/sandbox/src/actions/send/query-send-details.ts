import { chinaDateTime, chinaDay, chinaDayStart } from '../../time/china-time.ts';
import type { Message, MessageStatus } from '../../messages/message.ts';
import { chinaSiteNumber, possibleNumbers } from '../../number-forms.ts';
import { illegalNumber } from '../../wire/refusal.ts';
import type { Field } from '../../wire/wire-answer.ts';
import { invalid, isOwn, parameter, wholeNumber, type Call, type Operation } from '../operation.ts';

const MAX_AGE_DAYS = 30;
const DAY_MS = 24 * 3_600_000;
/** As Aliyun requires here: without country code for the mainland, else with it. */
const NUMBER = /^[1-9]\d{4,16}$/;
const MAINLAND_WITH_COUNTRY_CODE = /^861[3-9]\d{9}$/;

const SEND_STATUS: Readonly<Record<MessageStatus, number>> = {
  submitted: 1,
  failed: 2,
  delivered: 3,
};

/**
 * The status of the messages to one number on one day in China.
 *
 * Differs: SMS authentication has an operation of the same name and version on its own host; the
 * sandbox has one host, so the product of the newest matching message decides.
 * Source: https://help.aliyun.com/document_detail/55289.htm
 */
export const querySendDetails: Operation = {
  action: 'QuerySendDetails',
  product: 'sms',
  required: ['PhoneNumber', 'SendDate', 'PageSize', 'CurrentPage'],
  run(call) {
    const day = sendDate(call);
    const pageSize = wholeNumber(call, 'PageSize', { min: 1, max: 50 });
    const page = wholeNumber(call, 'CurrentPage', { min: 1, max: Number.MAX_SAFE_INTEGER });
    const bizId = parameter(call, 'BizId');
    const all = messagesTo(call, recipient(call)).filter(
      (message) =>
        message.product !== 'international' &&
        chinaDay(Date.parse(message.acceptedAt)) === day &&
        (bizId === '' || message.bizId === bizId),
    );
    const product = all[0]?.product;
    const found = all.filter((message) => message.product === product);
    const details = found.slice((page - 1) * pageSize, page * pageSize).map(detail);
    return product === 'mas'
      ? { TotalCount: found.length, Model: details, Success: true }
      : { TotalCount: found.length, SmsSendDetailDTOs: { SmsSendDetailDTO: details } };
  },
};

/** This account's messages, newest first. */
function messagesTo(call: Call, number: string): readonly Message[] {
  const { messages } = call.state.messages.list({ to: number });
  return messages.filter((message) => isOwn(call, message));
}

/** Unverified: that a mainland number with its country code is refused here. */
function recipient(call: Call): string {
  const text = parameter(call, 'PhoneNumber');
  const isNumber = NUMBER.test(text) && possibleNumbers(text).length > 0;
  if (!isNumber || MAINLAND_WITH_COUNTRY_CODE.test(text)) {
    throw illegalNumber(text);
  }
  return text;
}

function sendDate(call: Call): string {
  const day = parameter(call, 'SendDate');
  const start = chinaDayStart(day);
  if (start === undefined || start > call.now || start < call.now - (MAX_AGE_DAYS + 1) * DAY_MS) {
    throw invalid('SendDate');
  }
  return day;
}

function detail(message: Message): Field {
  return {
    PhoneNum: chinaSiteNumber(message.to),
    SendStatus: SEND_STATUS[message.status],
    ErrCode: message.errCode,
    SendDate: chinaDateTime(Date.parse(message.acceptedAt)),
    ReceiveDate: message.reportedAt && chinaDateTime(Date.parse(message.reportedAt)),
    Content: message.text,
    TemplateCode: message.templateCode,
    OutId: message.outId,
  };
}
