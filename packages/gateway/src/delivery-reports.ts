import { z } from 'zod';

/** What a carrier said of one message to one number. */
export interface DeliveryReport {
  /** By which of Aliyun's products it was sent; each has a shape of its own. */
  readonly channel: 'sms' | 'international';
  /** As Aliyun writes it: mainland numbers without their `86`. */
  readonly phoneNumber: string;
  readonly bizId: string;
  readonly status: 'delivered' | 'failed' | 'expired';
  /** `DELIVERED`, `MK:0022`; `none` where Aliyun gave none, `other` where it is of no code's shape. */
  readonly carrierCode: string;
  /** From acceptance to the report; absent where the times are unreadable. Seconds. */
  readonly seconds: number | undefined;
}

/** What Aliyun must be answered, with status 200; it looks at nothing but that `code` is a number. */
export const reportAnswer = { code: 0, msg: 'OK' } as const;

const name = z.string().regex(/^\S{1,64}$/);

/** Source: https://help.aliyun.com/zh/sms/developer-reference/smsreport-2 */
const smsReport = z
  .object({
    phone_number: z.string(),
    send_time: z.string(),
    report_time: z.string(),
    success: z.boolean(),
    err_code: z.string(),
    biz_id: name,
  })
  .transform((report): DeliveryReport => ({
    channel: 'sms',
    phoneNumber: report.phone_number,
    bizId: report.biz_id,
    status: report.success ? 'delivered' : 'failed',
    carrierCode: codeOf(report.err_code),
    seconds: secondsBetween(report.send_time, report.report_time),
  }));

/** Source: https://help.aliyun.com/zh/sms/smsreport-http-intl */
const internationalReport = z
  .object({
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
  .transform((report): DeliveryReport => ({
    channel: 'international',
    phoneNumber: `+${report.To.replace(/^\+/, '')}`,
    bizId: report.MessageId,
    status: STATUSES[report.Status],
    carrierCode: codeOf(report.ErrorCode),
    seconds: secondsBetween(report.SendDate, report.ReceiveDate),
  }));

const STATUSES = { 1: 'delivered', 2: 'failed', 6: 'expired' } as const;

const report = z.union([smsReport, internationalReport]);

/**
 * The reports of one push, in either of Aliyun's shapes. What is none is passed over: a push that is
 * refused comes again as it was, and the good ones in it would be lost.
 */
export const readReports = (body: unknown): readonly DeliveryReport[] =>
  [body].flat().flatMap((entry) => report.safeParse(entry).data ?? []);

/** Anybody who knows the path writes it: short, and with no run of digits that could be a number. */
function codeOf(text: string | null | undefined): string {
  if (text === undefined || text === null || text === '') return 'none';
  return /^[\w:.-]{1,40}$/.test(text) && !/\d{5}/.test(text) ? text : 'other';
}

/** Both are China time, so that the zone does not matter. */
function secondsBetween(from: string, to: string): number | undefined {
  const milliseconds = instant(to) - instant(from);
  return milliseconds >= 0 ? milliseconds / 1000 : undefined;
}

const instant = (text: string): number =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text.replace(' ', 'T')}Z`) : NaN;
