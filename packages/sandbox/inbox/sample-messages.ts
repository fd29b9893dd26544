import { randomUUID } from 'node:crypto';
import type { Message, NewMessage } from '../src/messages/message-store.ts';
import type { SandboxState } from '../src/sandbox-state.ts';

/** Puts a message into the store as if it had just been accepted: for tests and screenshots of what
 *  shows messages. How messages come about is tested on the Aliyun side. */
export function addMessage(
  { messages, clock }: Pick<SandboxState, 'messages' | 'clock'>,
  part: Partial<NewMessage> = {},
): Message {
  return messages.add({
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
}
