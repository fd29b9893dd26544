import { z } from '@hono/zod-openapi';
import type { Fault } from '../faults/faults.ts';
import { messageSchema as plainSchema, optional } from '../messages/message-schema.ts';
import { possibleNumbers } from '../number-forms.ts';
import type { ReceiptPush } from '../pushes/push-queue.ts';
import type { ReceiptChange, ReceiptSettings } from '../pushes/receipts.ts';
import type { LoggedRequest } from '../requests/request-log.ts';
import type { Review, ReviewDecision } from '../accounts/reviews.ts';

/** The format of every error of the control API. */
export const errorSchema = z.object({ error: z.string() }).openapi('Error');

/** ISO 8601 with time zone, `2026-11-22T13:58:06.153Z`. */
export const isoTime = z.string().refine((text) => !Number.isNaN(Date.parse(text)), {
  message: 'must be an ISO 8601 time such as 2026-01-31T08:00:00.000Z',
});

/** A phone number in any form, also with an unescaped `+`, which arrives as a space. */
export const numberSchema = z
  .string()
  .refine((text) => possibleNumbers(text).length > 0, { message: 'must be a phone number' })
  .openapi({ type: 'string', description: 'In any form', example: '+8613800138000' });

/** Built anew: only schemas made with this `z` can be named in the OpenAPI document. */
export const messageSchema = z.object(plainSchema.shape).openapi('Message');

export const requestSchema = z
  .object({
    id: z.string(),
    at: isoTime,
    durationMs: optional(z.number()),
    method: z.string(),
    action: optional(z.string()),
    version: optional(z.string()),
    accessKeyId: optional(z.string()),
    signatureVersion: optional(z.enum(['V1', 'V3'])),
    parameters: z.record(z.string(), z.string()),
    status: optional(z.number().int()),
    apiCode: optional(z.string()),
    apiMessage: optional(z.string()),
    refusedBy: optional(z.string()),
    fault: optional(z.string()),
    canonicalRequest: optional(z.string()),
    stringToSign: optional(z.string()),
    diagnosis: optional(
      z
        .array(
          z.object({
            mistake: z.string(),
            explanation: z.object({ en: z.string(), zh: z.string() }),
          }),
        )
        .readonly(),
    ),
  })
  .openapi('LoggedRequest') satisfies z.ZodType<LoggedRequest>;

const share = z.number().min(0).max(1);
const httpStatus = z.number().int().min(200).max(599);

const faultEffectSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('apiCode'),
    apiCode: z.string().min(1),
    status: optional(httpStatus),
    message: optional(z.string()),
  }),
  z.strictObject({ kind: z.literal('status'), status: httpStatus }),
  z.strictObject({ kind: z.literal('delay'), delayMs: z.number().int().min(0).max(600_000) }),
  z.strictObject({ kind: z.literal('reset'), when: z.enum(['before', 'after']) }),
  z.strictObject({ kind: z.literal('html') }),
  z.strictObject({ kind: z.literal('garbage') }),
  z.strictObject({ kind: z.literal('silence') }),
]);

export const faultSchema = z
  .strictObject({
    to: optional(numberSchema),
    action: optional(z.string().min(1)),
    probability: optional(share),
    times: optional(z.number().int().min(1)),
    effect: faultEffectSchema,
  })
  .openapi('Fault') satisfies z.ZodType<Fault>;

const delayRange = z
  .strictObject({ min: z.number().min(0), max: z.number().min(0) })
  .refine(({ min, max }) => min <= max, { message: 'min must not be greater than max' });

/** The push URLs and what each is for. */
function addresses<T extends z.ZodType>(address: T) {
  const pushed = (what: string) => optional(address).openapi({ description: what });
  return {
    url: pushed('SmsReport: delivery reports'),
    signNameUrl: pushed('SignSmsReport: signature review results'),
    templateUrl: pushed('TemplateSmsReport: template review results'),
  };
}

export const receiptSettingsSchema = z
  .object({
    ...addresses(z.string()),
    delayMs: delayRange,
    duplicates: share,
    losses: share,
  })
  .openapi('ReceiptSettings') satisfies z.ZodType<ReceiptSettings>;

export const receiptChangeSchema = z
  .strictObject({
    ...addresses(z.url({ protocol: /^https?$/ }).nullable()),
    delayMs: optional(delayRange),
    duplicates: optional(share),
    losses: optional(share),
  })
  .openapi('ReceiptChange') satisfies z.ZodType<ReceiptChange>;

export const receiptPushSchema = z
  .object({
    type: z.enum(['SmsReport', 'SignSmsReport', 'TemplateSmsReport']),
    messageId: optional(z.string()).openapi({ description: 'Of an SmsReport' }),
    signName: optional(z.string()).openapi({ description: 'Of a SignSmsReport' }),
    templateCode: optional(z.string()).openapi({ description: 'Of a TemplateSmsReport' }),
    at: isoTime,
    attempt: z.number().int(),
    outcome: z.enum(['accepted', 'refused', 'unreachable']),
    status: optional(z.number().int()),
  })
  .openapi('ReceiptPush') satisfies z.ZodType<ReceiptPush>;

const underReview = { account: z.string(), remark: z.string(), createdAt: isoTime };

export const reviewSchema = z
  .union([
    z.object({ signName: z.string(), ...underReview }),
    z.object({
      templateCode: z.string(),
      template: z.object({
        name: z.string(),
        content: z.string(),
        type: z
          .union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])
          .openapi({ description: '0 verification, 1 notification, 2 promotion, 3 overseas' }),
      }),
      ...underReview,
    }),
  ])
  .openapi('Review') satisfies z.ZodType<Review>;

const decision = {
  account: optional(z.string()).openapi({ description: 'Account id; default: any account' }),
  reason: optional(z.string().min(1).max(500)).openapi({
    description: 'Rejects; absent: approves',
  }),
};

export const reviewDecisionSchema = z
  .union([
    z.strictObject({ signName: z.string().min(1), ...decision }),
    z.strictObject({ templateCode: z.string().min(1), ...decision }),
  ])
  .openapi('ReviewDecision') satisfies z.ZodType<ReviewDecision>;

export const clockSchema = z
  .object({
    now: isoTime.openapi({ description: 'The sandbox’s time' }),
    offsetMs: z.number().openapi({ description: 'Ahead of the machine, in milliseconds' }),
    frozen: z.boolean(),
  })
  .openapi('Clock');

export const clockChangeSchema = z
  .strictObject({
    shiftMs: optional(z.number()).openapi({ description: 'Shifts it; may be negative' }),
    now: optional(isoTime).openapi({ description: 'Sets it' }),
    frozen: optional(z.boolean()).openapi({ description: 'Freezes or resumes it' }),
  })
  .openapi('ClockChange');
