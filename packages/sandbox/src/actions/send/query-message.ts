import type { Message, MessageStatus } from '../../messages/message.ts';
import { Refusal } from '../../wire/refusal.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { numberDetail } from './international-messages.ts';
import { parameter, type Operation } from '../operation.ts';

/** Here 1 means delivered, unlike in the China site's `SendStatus`. */
const STATUS: Readonly<Record<MessageStatus, string>> = {
  delivered: '1',
  failed: '2',
  submitted: '3',
};
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const CHINA_OFFSET_MS = 8 * 3_600_000;

/**
 * The status of one message.
 * Source: https://www.alibabacloud.com/help/en/sms/developer-reference/querymessage
 */
export const queryMessage: Operation = {
  action: 'QueryMessage',
  product: 'international',
  required: ['MessageId'],
  qps: 300,
  run(call) {
    const message = call.state.messages.get(parameter(call, 'MessageId'));
    const owner = call.state.accounts.find(message?.accessKeyId ?? '')?.account;
    if (message?.product !== 'international' || owner !== call.account) {
      throw new Refusal('message', 'isv.DATA_NOT_EXIST');
    }
    return found(message);
  },
};

function found(message: Message): Fields {
  const { status, errCode, reportedAt } = message;
  return {
    Status: STATUS[status],
    ErrorCode: errCode ?? '',
    ErrorDescription: errCode ?? '',
    Message: message.text,
    MessageId: message.id,
    To: message.to.slice(1),
    NumberDetail: numberDetail(message),
    SendDate: zonedDate(message.acceptedAt),
    ReceiveDate: reportedAt === undefined ? '' : zonedDate(reportedAt),
  };
}

/** `Mon, 24 Dec 2018 16:58:22 +0800`. */
function zonedDate(iso: string): string {
  const china = new Date(Date.parse(iso) + CHINA_OFFSET_MS);
  return `${DAYS[china.getUTCDay()]}, ${china.toUTCString().slice(5, 25)} +0800`;
}
