import { z } from 'zod';

/** A carrier's verdict on one message to one number. */
export interface DeliveryReport {
  /** The Aliyun product that sent it; each has its own format. */
  readonly channel: 'sms' | 'international';
  /** As Aliyun writes it: mainland numbers without `86`. */
  readonly phoneNumber: string;
  readonly bizId: string;
  readonly status: 'delivered' | 'failed' | 'expired';
  /** `DELIVERED`, `MK:0022`; `none` if Aliyun gave none, `other` if it does not look like a code. */
  readonly carrierCode: string;
  /** From acceptance to the report; absent if the times are unreadable. Seconds. */
  readonly seconds: number | undefined;
  /** `2026-11-28 10:00:04`, China time, if it is as documented. */
  readonly reportedAt: string;
  /** The entry as received. */
  readonly pushed: object;
}

const name = z.string().regex(/^\S{1,64}$/);

/** From the China site. Source: https://help.aliyun.com/zh/sms/developer-reference/smsreport-2 */
const smsReport = z
  .looseObject({
    phone_number: z.string(),
    send_time: z.string(),
    report_time: z.string(),
    success: z.boolean(),
    err_code: z.string(),
    biz_id: name,
  })
  .transform((pushed): DeliveryReport => ({
    channel: 'sms',
    phoneNumber: pushed.phone_number,
    bizId: pushed.biz_id,
    status: pushed.success ? 'delivered' : 'failed',
    carrierCode: codeOf(pushed.err_code),
    seconds: secondsBetween(pushed.send_time, pushed.report_time),
    reportedAt: pushed.report_time,
    pushed,
  }));

/** From the international site. Source: https://help.aliyun.com/zh/sms/smsreport-http-intl */
const internationalReport = z
  .looseObject({
    To: z.string(),
    SendDate: z.string(),
    ReceiveDate: z.string(),
    Status: z
      .union([z.string(), z.number()])
      .transform(String)
      .pipe(z.enum(['1', '2', '6'])),
    ErrorCode: z.string().nullish(),
    MessageId: name,
  })
  .transform((pushed): DeliveryReport => ({
    channel: 'international',
    phoneNumber: `+${pushed.To.replace(/^\+/, '')}`,
    bizId: pushed.MessageId,
    status: STATUSES[pushed.Status],
    carrierCode: codeOf(pushed.ErrorCode),
    seconds: secondsBetween(pushed.SendDate, pushed.ReceiveDate),
    reportedAt: pushed.ReceiveDate,
    pushed,
  }));

const STATUSES = { 1: 'delivered', 2: 'failed', 6: 'expired' } as const;

/** A report, or the names of the fields that are not as documented, never their values. */
export type ReadReport = { readonly report: DeliveryReport } | { readonly odd: string };

/** One entry of a push. */
export function readReport(entry: unknown): ReadReport {
  const isInternational = typeof entry === 'object' && entry !== null && 'MessageId' in entry;
  const read = (isInternational ? internationalReport : smsReport).safeParse(entry);
  if (read.success) return { report: read.data };
  const fields = read.error.issues.map(({ path: [field] }) => String(field ?? 'the entry itself'));
  return { odd: [...new Set(fields)].join(', ') };
}

/** Identifies a report: one send can cover many numbers. */
export const reportName = ({ bizId, phoneNumber }: DeliveryReport): string =>
  `${bizId} ${phoneNumber}`;

/** Anyone who knows the path can write it: it must be short and contain nothing like a phone number. */
function codeOf(text: string | null | undefined): string {
  if (text === undefined || text === null || text === '') return 'none';
  return /^[\w:.-]{1,40}$/.test(text) && !/\d{5}/.test(text) ? text : 'other';
}

/** Both are in China time, so the zone does not matter. */
function secondsBetween(from: string, to: string): number | undefined {
  const milliseconds = instant(to) - instant(from);
  return milliseconds >= 0 ? milliseconds / 1000 : undefined;
}

const instant = (text: string): number =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : NaN;
