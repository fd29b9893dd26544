import { randomUUID } from 'node:crypto';
import type { NewMessage } from '../../src/messages/kept-message.ts';
import type { Message } from '../../src/messages/message.ts';
import type { SandboxState } from '../../src/sandbox-state.ts';

/** Puts a message into the store as if it had just been accepted, for tests and screenshots of what
 *  shows messages. */
export function addMessage(
  { messages, clock }: Pick<SandboxState, 'messages' | 'clock'>,
  part: Partial<NewMessage> = {},
): Message {
  const message = messages.add({
    id: randomUUID(),
    bizId: '628323749491270669^0',
    requestId: randomUUID().toUpperCase(),
    product: 'sms',
    accessKeyId: 'testid',
    to: '+8613800138000',
    country: 'CN',
    signName: '阿里云短信测试',
    templateCode: 'SMS_154950909',
    text: '【阿里云短信测试】您的验证码为：482916，请勿泄露于他人！',
    code: '482916',
    segments: 1,
    status: 'submitted',
    acceptedAt: clock.now(),
    ...part,
  });
  return message.details();
}

/** Records the carrier's report on a message: `DELIVERED` or an error code, and when (ms). */
export function reportMessage(
  { messages }: Pick<SandboxState, 'messages'>,
  id: string,
  errCode: string,
  reportedAt = Date.now(),
): void {
  const message = messages.find(id);
  if (message === undefined) {
    throw new Error(`Unknown message: ${id}`);
  }
  messages.report(message, errCode, reportedAt);
}
