import { z } from '@hono/zod-openapi';
import type { Fault } from '../faults.ts';
import type { Message } from '../message-store.ts';
import { possibleNumbers } from '../number-forms.ts';
import type { ReceiptChange, ReceiptSettings } from '../receipts.ts';
import type { LoggedRequest } from '../request-log.ts';

/** What every refusal of the control API looks like. */
export const errorSchema = z.object({ error: z.string() }).openapi('Error');

/** ISO 8601 with its zone, `2026-11-22T13:58:06.153Z`. */
export const isoTime = z.string().refine((text) => !Number.isNaN(Date.parse(text)), {
  message: 'must be an ISO 8601 time such as 2026-01-31T08:00:00.000Z',
});

/** A phone number in any form. A `+` that nobody escaped arrives as a space. */
export const numberSchema = z
  .string()
  .transform((text) => text.replace(/^ /, '+'))
  .refine((text) => possibleNumbers(text).length > 0, { message: 'must be a phone number' })
  .openapi({ type: 'string', description: 'In any form', example: '+8613800138000' });

export const statusSchema = z.enum(['submitted', 'delivered', 'failed']);

export const messageSchema = z
  .object({
    id: z.string(),
    bizId: z.string().openapi({ description: 'Shared by all numbers of one request' }),
    requestId: z.string(),
    outId: z.exactOptional(z.string()),
    product: z.enum(['sms', 'international', 'mas']),
    accessKeyId: z.string(),
    to: z.string().openapi({ description: 'E.164', example: '+8613800138000' }),
    country: z.string().openapi({ description: 'ISO 3166-1 alpha-2', example: 'CN' }),
    signName: z.string(),
    templateCode: z.exactOptional(z.string()),
    text: z.string().openapi({ description: 'As the phone shows it' }),
    code: z.string().nullable().openapi({ description: 'The verification code in the text' }),
    segments: z.number().int(),
    status: statusSchema,
    errCode: z.exactOptional(z.string()),
    acceptedAt: isoTime,
    reportedAt: z.exactOptional(isoTime),
  })
  .openapi('Message') satisfies z.ZodType<Message>;

export const requestSchema = z
  .object({
    id: z.string(),
    at: isoTime,
    method: z.string(),
    action: z.exactOptional(z.string()),
    version: z.exactOptional(z.string()),
    accessKeyId: z.exactOptional(z.string()),
    signatureVersion: z.exactOptional(z.enum(['V1', 'V3'])),
    parameters: z.record(z.string(), z.string()),
    status: z.exactOptional(z.number().int()),
    apiCode: z.exactOptional(z.string()),
    apiMessage: z.exactOptional(z.string()),
    refusedBy: z.exactOptional(z.string()),
    fault: z.exactOptional(z.string()),
    canonicalRequest: z.exactOptional(z.string()),
    stringToSign: z.exactOptional(z.string()),
    diagnosis: z.exactOptional(
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
    status: z.exactOptional(httpStatus),
    message: z.exactOptional(z.string()),
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
    to: z.exactOptional(z.string().min(1)),
    action: z.exactOptional(z.string().min(1)),
    probability: z.exactOptional(share),
    times: z.exactOptional(z.number().int().min(1)),
    effect: faultEffectSchema,
  })
  .openapi('Fault') satisfies z.ZodType<Fault>;

const delayRange = z
  .strictObject({ min: z.number().min(0), max: z.number().min(0) })
  .refine(({ min, max }) => min <= max, { message: 'min must not be above max' });

export const receiptSettingsSchema = z
  .object({
    url: z.exactOptional(z.string()),
    delayMs: delayRange,
    duplicates: share,
    losses: share,
  })
  .openapi('ReceiptSettings') satisfies z.ZodType<ReceiptSettings>;

export const receiptChangeSchema = z
  .strictObject({
    url: z.exactOptional(z.url({ protocol: /^https?$/ }).nullable()),
    delayMs: z.exactOptional(delayRange),
    duplicates: z.exactOptional(share),
    losses: z.exactOptional(share),
  })
  .openapi('ReceiptChange') satisfies z.ZodType<ReceiptChange>;

export const clockSchema = z
  .object({
    now: isoTime.openapi({ description: 'What the sandbox takes the time to be' }),
    offsetMs: z.number().openapi({ description: 'Ahead of the machine, in milliseconds' }),
    frozen: z.boolean(),
  })
  .openapi('Clock');

export const clockChangeSchema = z
  .strictObject({
    shiftMs: z.exactOptional(z.number()).openapi({ description: 'Moves it; may be negative' }),
    now: z.exactOptional(isoTime).openapi({ description: 'Sets it' }),
    frozen: z.exactOptional(z.boolean()).openapi({ description: 'Stops it, or lets it run on' }),
  })
  .openapi('ClockChange');
