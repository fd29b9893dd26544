import { CHANNELS } from 'aliyun-sms-client';
import { z } from 'zod';
import type { Message } from '../messages/message.ts';
import { signNameSchema, templateSchema } from '../accounts/seed.ts';

const messageSchema = z.object({
  id: z.string(),
  bizId: z.string(),
  requestId: z.string(),
  outId: z.exactOptional(z.string()),
  product: z.enum(CHANNELS),
  accessKeyId: z.string(),
  to: z.string(),
  country: z.string(),
  signName: z.string(),
  templateCode: z.exactOptional(z.string()),
  text: z.string(),
  code: z.string().nullable(),
  segments: z.number(),
  status: z.enum(['submitted', 'delivered', 'failed']),
  errCode: z.exactOptional(z.string()),
  acceptedAt: z.iso.datetime(),
  reportedAt: z.exactOptional(z.iso.datetime()),
}) satisfies z.ZodType<Message>;

/** The current state of a signature or template; deleted if there is no record. */
const changeSchema = z.union([
  z.object({ account: z.string(), signName: z.string(), record: signNameSchema.optional() }),
  z.object({ account: z.string(), templateCode: z.string(), record: templateSchema.optional() }),
]);

const entrySchema = z.union([
  z.object({ message: messageSchema }),
  changeSchema,
  z.object({ cleared: z.literal('messages') }),
  z.object({ cleared: z.literal('accounts') }),
]);

export type Change = z.output<typeof changeSchema>;

/**
 * One line of the file: the current state of a message, signature or template, or that all messages
 * were deleted or all accounts reset.
 */
export type Entry = z.output<typeof entrySchema>;

export function writeEntry(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

export function readEntry(line: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
