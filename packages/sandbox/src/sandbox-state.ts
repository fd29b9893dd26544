import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { MessageStore } from './message-store.ts';
import type { Receipts } from './receipts.ts';
import type { RequestLog } from './request-log.ts';

/** Everything a sandbox remembers: what the operations change and the control API shows. */
export interface SandboxState {
  readonly clock: SandboxClock;
  readonly messages: MessageStore;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly receipts: Receipts;
  /** Everything back to the start state, the clock too. */
  reset(): void;
}
