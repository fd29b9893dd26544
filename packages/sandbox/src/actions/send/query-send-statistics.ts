import { chinaDay, chinaDayStart } from '../../time/china-time.ts';
import type { Message } from '../../messages/message.ts';
import { invalid, isOwn, parameter, wholeNumber, type Call, type Operation } from '../operation.ts';

interface DayCount {
  total: number;
  delivered: number;
  failed: number;
}

/**
 * Billed segments per day in China, by status; days without any are left out (unverified).
 * Source: https://help.aliyun.com/document_detail/419276.html
 */
export const querySendStatistics: Operation = {
  action: 'QuerySendStatistics',
  product: 'sms',
  required: ['IsGlobe', 'StartDate', 'EndDate', 'PageIndex', 'PageSize'],
  run(call) {
    const isGlobe = wholeNumber(call, 'IsGlobe', { min: 1, max: 2 });
    const pageIndex = wholeNumber(call, 'PageIndex', { min: 1, max: Number.MAX_SAFE_INTEGER });
    const pageSize = wholeNumber(call, 'PageSize', { min: 1, max: 50 });
    const [first, last] = [day(call, 'StartDate'), day(call, 'EndDate')];
    const counts = new Map<string, DayCount>();
    for (const message of call.state.messages.list().messages) {
      const messageDay = chinaDay(Date.parse(message.acceptedAt));
      const isInTime = messageDay >= first && messageDay <= last;
      if (isInTime && (message.country === 'CN') === (isGlobe === 1) && matches(call, message)) {
        counts.set(messageDay, add(counts.get(messageDay), message));
      }
    }
    const days = [...counts].toSorted(([a], [b]) => Number(a) - Number(b));
    return {
      Data: {
        TotalSize: days.length,
        TargetList: days
          .slice((pageIndex - 1) * pageSize, pageIndex * pageSize)
          .map(([date, { total, delivered, failed }]) => ({
            SendDate: date,
            TotalCount: total,
            RespondedSuccessCount: delivered,
            RespondedFailCount: failed,
            NoRespondedCount: total - delivered - failed,
          })),
      },
    };
  },
};

function matches(call: Call, message: Message): boolean {
  const { templates } = call.account;
  const signName = parameter(call, 'SignName');
  const type = parameter(call, 'TemplateType');
  return (
    isOwn(call, message) &&
    (signName === '' || message.signName === signName) &&
    (type === '' || type === String(templates.get(message.templateCode ?? '')?.type))
  );
}

function add(count: DayCount = { total: 0, delivered: 0, failed: 0 }, message: Message): DayCount {
  const { segments, status } = message;
  return {
    total: count.total + segments,
    delivered: count.delivered + (status === 'delivered' ? segments : 0),
    failed: count.failed + (status === 'failed' ? segments : 0),
  };
}

function day(call: Call, name: string): string {
  const text = parameter(call, name);
  if (chinaDayStart(text) === undefined) {
    throw invalid(name);
  }
  return text;
}
