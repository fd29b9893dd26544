import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { maskPhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import { z } from 'zod';
import type { Context } from '../../command.ts';
import { CommandFailure } from '../../failure.ts';
import type { Span } from './span.ts';

/** The connector's log line for a failed send. */
const logLine = z.object({
  time: z.string().transform((text) => Date.parse(text)),
  event: z.literal('aliyun-sms:send'),
  outcome: z.enum(['not-sent', 'unknown']),
  to: z.string(),
  apiCode: z.string().optional(),
  requestId: z.string().optional(),
  /** Why, for the operator; in English. */
  reason: z.string().optional(),
  guard: z.string().optional(),
});

export type LogLine = z.infer<typeof logLine>;

/** Lines of `--log` about this number. They are masked, so those of similar numbers may be among them. */
export async function logLines(
  context: Context,
  { e164 }: PhoneNumber,
  { from, until }: Span,
): Promise<readonly LogLine[]> {
  const file = context.options.text('log');
  if (file === undefined) return [];
  const input = file === '-' ? context.terminal.stdin : createReadStream(file);
  const lines: LogLine[] = [];
  try {
    for await (const text of createInterface({ input })) {
      const read = logLine.safeParse(jsonIn(text));
      if (read.success) lines.push(read.data);
    }
  } catch (error) {
    throw new CommandFailure(
      { en: `${resolve(file)} cannot be read.`, zh: `无法读取 ${resolve(file)}。` },
      { cause: error },
    );
  }
  const to = maskPhoneNumber(e164);
  return lines.filter((line) => line.to === to && line.time >= from && line.time <= until);
}

/** Docker and others prepend a name or a time. */
function jsonIn(text: string): unknown {
  if (!text.includes('aliyun-sms:send')) return undefined;
  try {
    return JSON.parse(text.slice(text.indexOf('{')));
  } catch {
    return undefined;
  }
}
