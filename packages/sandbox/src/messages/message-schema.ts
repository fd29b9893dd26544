import { CHANNELS } from 'aliyun-sms-client';
import { z } from 'zod';
import type { Message } from './message.ts';

/** A key that may be absent but is never `undefined`, as in JSON. `z.exactOptional` has this type, but
 *  the OpenAPI document would list its keys as required. */
export function optional<T extends z.ZodType>(schema: T): z.ZodExactOptional<T> {
  const made: z.ZodType = schema.optional();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return made as z.ZodExactOptional<T>;
}

export const statusSchema = z.enum(['submitted', 'delivered', 'failed']);

/** A message in the journal and in the answers of the control API. */
export const messageSchema = z.object({
  id: z.string(),
  bizId: z.string().meta({ description: 'Shared by all numbers of one request' }),
  requestId: z.string(),
  outId: optional(z.string()),
  product: z.enum(CHANNELS),
  accessKeyId: z.string(),
  to: z.string().meta({ description: 'E.164', example: '+8613800138000' }),
  country: z.string().meta({ description: 'ISO 3166-1 alpha-2', example: 'CN' }),
  signName: z.string(),
  templateCode: optional(z.string()),
  text: z.string().meta({ description: 'As the phone shows it' }),
  code: z.string().nullable().meta({ description: 'The verification code in the text' }),
  segments: z.number().int(),
  status: statusSchema,
  errCode: optional(z.string()),
  acceptedAt: z.iso.datetime(),
  reportedAt: optional(z.iso.datetime()),
}) satisfies z.ZodType<Message>;
