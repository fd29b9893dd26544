import { z } from 'zod';
import { messageSchema } from '../messages/message-schema.ts';
import { jsonValue } from '../wire/json-text.ts';
import { signNameSchema, templateSchema } from '../accounts/seed.ts';

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
  return entrySchema.safeParse(jsonValue(line)).data;
}
