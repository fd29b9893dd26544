import { signal } from '@preact/signals';
import type { NewReply } from '../src/pushes/receipts.ts';
import type { Reply } from '../src/pushes/replies.ts';
import { announce } from './announcer.tsx';
import { create, get } from './api.ts';
import { attempt } from './controls-state.ts';
import { words } from './language.ts';
import { onEvent, onOpen } from './live.ts';

/** As many as the sandbox keeps. */
const limit = 1000;

/** What people wrote back, oldest first. */
export const replies = signal<readonly Reply[]>([]);

/** Keeps the replies in step with the sandbox from now on. */
export function startReplies(): void {
  onOpen(() => void load());
  onEvent('cleared', () => void load());
  onEvent('reply', (reply) => {
    replies.value = merge(replies.value, [reply]);
  });
}

/** Has the phone's owner answer; whether the sandbox took it. */
export async function sendReply(reply: NewReply): Promise<boolean> {
  let isSent = false;
  await attempt(async () => {
    const written = await create<Reply>('replies', reply);
    // The stream may have been faster, and may know more.
    if (!replies.value.some(({ sequenceId }) => sequenceId === written.sequenceId))
      replies.value = merge(replies.value, [written]);
    isSent = true;
    announce(words.value.reply.sent);
  });
  return isSent;
}

async function load(): Promise<void> {
  await attempt(async () => {
    const before = replies.value;
    const answer = await get<{ replies: readonly Reply[] }>('replies', { limit });
    const meanwhile = replies.value.filter((reply) => !before.includes(reply));
    replies.value = merge(answer.replies.toReversed(), meanwhile);
  });
}

function merge(list: readonly Reply[], changes: readonly Reply[]): readonly Reply[] {
  const merged = new Map([...list, ...changes].map((reply) => [reply.sequenceId, reply]));
  return [...merged.values()].slice(-limit);
}
