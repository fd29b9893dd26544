import type { AccountBook } from './accounts/accounts.ts';
import type { SandboxClock } from './time/clock.ts';
import type { Deliveries } from './messages/deliveries.ts';
import type { IdSource } from './ids.ts';
import type { Faults } from './faults/faults.ts';
import type { FlowControl } from './rules/flow-control.ts';
import type { MessageStore } from './messages/message-store.ts';
import type { NonceMemory } from './authentication/nonces.ts';
import type { QpsMeter } from './rules/qps-meter.ts';
import type { Receipts } from './pushes/receipts.ts';
import type { RequestLog } from './requests/request-log.ts';
import type { Reviews } from './accounts/reviews.ts';
import type { SandboxSettings } from './accounts/seed.ts';
import type { VerifyCodes } from './messages/verify-codes.ts';

/** The state of a sandbox that operations change and the control API shows. */
export interface SandboxState {
  readonly clock: SandboxClock;
  readonly messages: MessageStore;
  readonly requests: RequestLog;
  readonly faults: Faults;
  readonly receipts: Receipts;
  readonly accounts: AccountBook;
  readonly reviews: Reviews;
  readonly settings: SandboxSettings;
}

/** Adds the state that only the Aliyun side uses. */
export interface AliyunState extends SandboxState {
  readonly deliveries: Deliveries;
  readonly flowControl: FlowControl;
  readonly nonces: NonceMemory;
  readonly qps: QpsMeter;
  readonly verifyCodes: VerifyCodes;
  readonly ids: IdSource;
}
