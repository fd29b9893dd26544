import type { Message, MessageStatus } from '../../messages/message.ts';
import { Refusal } from '../../wire/refusal.ts';
import type { Fields } from '../../wire/wire-answer.ts';
import { numberDetail } from './international-messages.ts';
import { chinaZonedDate } from '../../time/china-time.ts';
import { isOwn, parameter, type Operation } from '../operation.ts';

/** Here 1 means delivered, unlike in the China site's `SendStatus`. */
const STATUS: Readonly<Record<MessageStatus, string>> = {
  delivered: '1',
  failed: '2',
  submitted: '3',
};

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
    if (message?.product !== 'international' || !isOwn(call, message)) {
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
    SendDate: chinaZonedDate(Date.parse(message.acceptedAt)),
    ReceiveDate: reportedAt === undefined ? '' : chinaZonedDate(Date.parse(reportedAt)),
  };
}
