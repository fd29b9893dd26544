export type { AccountBook } from './accounts.ts';
export type { Handle } from './app.ts';
export type { SandboxClock } from './clock.ts';
export type { Fault, FaultEffect, Faults } from './faults.ts';
export type {
  Message,
  MessageEvent,
  MessageFilter,
  MessageList,
  MessageProduct,
  MessageStatus,
  MessageStore,
} from './message-store.ts';
export type { ReceiptPush } from './push-queue.ts';
export type { ReceiptChange, Receipts, ReceiptSettings } from './receipts.ts';
export type { LoggedRequest, RequestLog } from './request-log.ts';
export type { Review, ReviewDecision, Reviews } from './reviews.ts';
export {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  type WaitForCodeOptions,
} from './sandbox.ts';
export { readSeedFile } from './seed-file.ts';
export type { SandboxSeed } from './seed.ts';
export { startSandbox, type RunningSandbox, type StartSandboxOptions } from './start-sandbox.ts';
