import type { Message, NewMessage, Verdict } from './message-store.ts';

type StatusFields = Pick<Message, 'status' | 'errCode' | 'reportedAt'>;
type Writable = { -readonly [Name in keyof Message]: Message[Name] };

/**
 * Matches nothing. A text that was put together from parts keeps them all in memory until something
 * like this has read it.
 */
const FLATTENS = /^(?!)/;

/** A new message as it is kept, in little memory. */
export function recordOf(message: NewMessage, acceptedAt: string): Message {
  FLATTENS.test(message.id);
  FLATTENS.test(message.bizId);
  FLATTENS.test(message.requestId);
  FLATTENS.test(message.to);
  FLATTENS.test(message.text);
  return record(message, acceptedAt, message);
}

/** The same message with what the carrier said. */
export function withVerdict(message: Message, verdict: Verdict): Message {
  return record(message, message.acceptedAt, verdict);
}

/**
 * Written property by property: V8 gives each object that is put together from others by spread a
 * hidden class of its own, half a kilobyte a message.
 */
function record(
  message: NewMessage | Message,
  acceptedAt: string,
  { status, errCode, reportedAt }: StatusFields,
): Message {
  const kept: Writable = {
    id: message.id,
    bizId: message.bizId,
    requestId: message.requestId,
    product: message.product,
    accessKeyId: message.accessKeyId,
    to: message.to,
    country: message.country,
    signName: message.signName,
    text: message.text,
    code: message.code,
    segments: message.segments,
    status,
    acceptedAt,
  };
  if (message.outId !== undefined) {
    kept.outId = message.outId;
  }
  if (message.templateCode !== undefined) {
    kept.templateCode = message.templateCode;
  }
  if (errCode !== undefined) {
    kept.errCode = errCode;
  }
  if (reportedAt !== undefined) {
    kept.reportedAt = reportedAt;
  }
  return kept;
}
