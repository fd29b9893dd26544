import {
  querySendDetails,
  queryVerifyCodeDetails,
  type QuerySendDetailsOutput,
} from './actions/query-send-details.ts';
import { methodOf, originOf, type CallOptions, type CallerContext } from './caller.ts';
import type { Channel } from './channel.ts';
import { chinaDay } from './china-day.ts';
import { timeAt } from './clock.ts';
import type { DeliveryReport } from './delivery-report.ts';
import { requiredText } from './input.ts';

export interface ConfirmSendInput {
  /** The reference that the message was sent with; it must be unique to that send. */
  readonly outId: string;
  readonly phoneNumber: string;
  /** When it was sent, by this machine's clock. Milliseconds since the epoch. */
  readonly sentAt: number;
  /** How it was sent: `sendSms`, `sendSmsVerifyCode`, or the 2018-05-01 API. Default `sms`. */
  readonly channel?: Channel | undefined;
}

export type SendConfirmation =
  | { readonly state: 'accepted'; readonly report: DeliveryReport }
  /** Not in Aliyun's records so far; it may still be on its way there. */
  | { readonly state: 'not-found' }
  /** This channel has no look-up by reference. */
  | { readonly state: 'unsupported' };

/** Aliyun files messages by the day of its own clock; this close to midnight two days are searched. */
const MIDNIGHT_MARGIN_MS = 5 * 60 * 1000;

/** Far more than the messages one number can get in a day. */
const MAX_PAGES = 10;

const LOOK_UP = { sms: querySendDetails, mas: queryVerifyCodeDetails, international: undefined };

/** Looks up one message in Aliyun's records, within one deadline. */
export async function confirmSend(
  { outId, phoneNumber, sentAt, channel = 'sms' }: ConfirmSendInput,
  context: CallerContext,
  { timeoutMs = context.timeoutMs, signal }: CallOptions = {},
): Promise<SendConfirmation> {
  if (!Number.isFinite(sentAt)) {
    throw new RangeError('sentAt must be a time in milliseconds since the epoch');
  }
  const operation = LOOK_UP[channel];
  if (operation === undefined) {
    return { state: 'unsupported' };
  }
  const query = methodOf(operation, context);
  const end = performance.now() + timeoutMs;
  const now = timeAt(originOf(operation.product, context), context.now);
  const ahead = now - context.now();
  for (const sendDate of daysToSearch(sentAt + ahead, now)) {
    const report = await findOnDay(requiredText('outId', outId), (currentPage) =>
      query(
        { phoneNumber, sendDate, currentPage },
        { timeoutMs: Math.max(0, end - performance.now()), signal },
      ),
    );
    if (report !== undefined) {
      return { state: 'accepted', report };
    }
  }
  return { state: 'not-found' };
}

function daysToSearch(sentAt: number, now: number): ReadonlySet<string> {
  // Aliyun may refuse a query for a day that has not begun.
  const latest = Math.max(sentAt, Math.min(now, sentAt + MIDNIGHT_MARGIN_MS));
  return new Set([latest, sentAt, sentAt - MIDNIGHT_MARGIN_MS].map(chinaDay));
}

async function findOnDay(
  outId: string,
  query: (currentPage: number) => Promise<QuerySendDetailsOutput>,
): Promise<DeliveryReport | undefined> {
  let seen = 0;
  for (let currentPage = 1; currentPage <= MAX_PAGES; currentPage += 1) {
    const { reports, totalCount } = await query(currentPage);
    const found = reports.find((report) => report.outId === outId);
    seen += reports.length;
    if (found !== undefined || reports.length === 0 || seen >= totalCount) {
      return found;
    }
  }
  return undefined;
}
