import { z } from 'zod';

/** One delivery report, whatever its shape. */
export interface Receipt {
  /** One accepted send can cover many numbers: its id and the number together name a report. */
  readonly key: string;
  /** Digits, as pushed. */
  readonly number: string;
  readonly delivered: boolean;
  readonly code: string;
  /** `2026-11-22 10:00:04`, China time. */
  readonly reportedAt: string;
  /** As it came. */
  readonly pushed: object;
}

/** Of the China site. Source: https://help.aliyun.com/zh/sms/developer-reference/smsreport-2 */
const china = z
  .looseObject({
    phone_number: z.string(),
    send_time: z.string(),
    report_time: z.string(),
    success: z.boolean(),
    err_code: z.string(),
    biz_id: z.string(),
  })
  .transform((pushed): Receipt => ({
    key: `${pushed.biz_id} ${pushed.phone_number}`,
    number: pushed.phone_number,
    delivered: pushed.success,
    code: pushed.err_code,
    reportedAt: pushed.report_time,
    pushed,
  }));

/** Of the international site. Source: https://help.aliyun.com/zh/sms/smsreport-http-intl */
const international = z
  .looseObject({
    To: z.string(),
    SendDate: z.string(),
    ReceiveDate: z.string(),
    /** 1 delivered, 2 failed, 6 expired. */
    Status: z.union([z.string(), z.number()]).transform(String),
    ErrorCode: z.string().optional(),
    MessageId: z.string(),
  })
  .transform((pushed): Receipt => ({
    key: `${pushed.MessageId} ${pushed.To}`,
    number: pushed.To,
    delivered: pushed.Status === '1',
    code: pushed.ErrorCode ?? '',
    reportedAt: pushed.ReceiveDate,
    pushed,
  }));

/** A report, or which of its fields are not as documented: their names, never what they hold. */
export type Read = { readonly receipt: Receipt } | { readonly odd: string };

/** A push as documented is a list; a queue's message, passed on, is one report alone. */
export const readPush = (body: unknown): readonly Read[] => [body].flat().map(readReceipt);

export function readReceipt(entry: unknown): Read {
  const isInternational = typeof entry === 'object' && entry !== null && 'MessageId' in entry;
  const read = (isInternational ? international : china).safeParse(entry);
  if (read.success) return { receipt: read.data };
  const fields = read.error.issues.map(({ path: [field] }) => String(field ?? 'the entry itself'));
  return { odd: [...new Set(fields)].join(', ') };
}
