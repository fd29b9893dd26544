import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Message, MessageEvent, MessageStore } from './message-store.ts';

const messageSchema = z.object({
  id: z.string(),
  bizId: z.string(),
  requestId: z.string(),
  outId: z.exactOptional(z.string()),
  product: z.enum(['sms', 'international', 'mas']),
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

/** One line. A message that was reported on is written anew; the later line counts. */
const entrySchema = z.union([
  z.object({ message: messageSchema }),
  z.object({ cleared: z.literal(true) }),
]);

/**
 * Keeps a store's messages in a file, one JSON object a line.
 *
 * What the file holds is restored first. From then on every message is written before its send is
 * answered, so that it survives the end of the process, however it ends; without `fsync`, so that it
 * may not survive a power cut. A line that is torn or damaged is dropped with a warning. The file is
 * rewritten at the start and grows from there.
 */
export function keepMessagesIn(
  path: string,
  messages: MessageStore,
  warn: (text: string) => void,
): void {
  for (const message of readMessages(path, warn)) {
    messages.restore(message);
  }
  rewrite(path, messages);
  messages.subscribe((event) => {
    try {
      appendFileSync(path, lineFor(event));
    } catch (error) {
      // The send that cannot be kept is not answered as accepted; a verdict has nobody to tell.
      if (event.type === 'accepted') {
        throw error;
      }
      warn('The message file cannot be written to.');
    }
  });
}

function lineFor(event: MessageEvent): string {
  const entry = event.type === 'cleared' ? { cleared: true } : { message: event.message };
  return `${JSON.stringify(entry)}\n`;
}

function readMessages(path: string, warn: (text: string) => void): Iterable<Message> {
  const kept = new Map<string, Message>();
  if (!existsSync(path)) {
    return [];
  }
  // The text after the last line break is a line that was never finished, or nothing.
  const lines = readFileSync(path, 'utf8').split('\n');
  const torn = lines.pop();
  if (torn !== '') {
    warn('The last line of the message file was not finished; it is dropped.');
  }
  let damaged = 0;
  for (const line of lines) {
    const entry = readEntry(line);
    if (entry === undefined) {
      damaged += 1;
    } else if ('cleared' in entry) {
      kept.clear();
    } else {
      kept.set(entry.message.id, entry.message);
    }
  }
  if (damaged > 0) {
    warn(`${damaged} damaged lines of the message file are dropped.`);
  }
  return kept.values();
}

function readEntry(line: string): z.infer<typeof entrySchema> | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** By way of a second file, so that an end in between loses nothing. */
function rewrite(path: string, messages: MessageStore): void {
  const lines = messages
    .list()
    .messages.toReversed()
    .map((message) => lineFor({ type: 'accepted', message }));
  writeFileSync(`${path}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
