import { SandboxClock } from '../src/clock.ts';
import type { Fault } from '../src/faults.ts';
import { MessageStore } from '../src/message-store.ts';
import { RequestLog } from '../src/request-log.ts';
import type { SandboxState } from '../src/sandbox-state.ts';

export function newState(maxMessages = 10_000): SandboxState {
  const clock = new SandboxClock();
  const messages = new MessageStore(maxMessages);
  const requests = new RequestLog();
  let faults: readonly Fault[] = [];
  return {
    clock,
    messages,
    requests,
    faults: {
      list: () => faults,
      replace: (next) => {
        faults = next;
      },
    },
    receipts: {
      settings: () => ({ delayMs: { min: 1, max: 2 }, duplicates: 0, losses: 0 }),
      configure: () => undefined,
      replay: () => 0,
      pushes: () => [],
    },
    reset() {
      messages.clear();
      requests.clear();
      clock.reset();
      faults = [];
    },
  };
}
