export type { AccountBook } from './accounts/accounts.ts';
export type { Handle } from './app.ts';
export type { SandboxClock } from './time/clock.ts';
export {
  optionsFromFlags,
  startFacts,
  startRows,
  type SandboxFlagValues,
  type StartRow,
} from './command-line/from-flags.ts';
export type { Fault, FaultEffect, Faults } from './faults/faults.ts';
export type { KeptMessage } from './messages/kept-message.ts';
export type { Message, MessageProduct, MessageStatus } from './messages/message.ts';
export type {
  MessageEvent,
  MessageFilter,
  MessageList,
  MessageStore,
} from './messages/message-store.ts';
export type { ReceiptPush } from './pushes/push-queue.ts';
export type { ReceiptChange, Receipts, ReceiptSettings } from './pushes/receipts.ts';
export type { LoggedRequest, RequestLog } from './requests/request-log.ts';
export type { Review, ReviewDecision, Reviews } from './accounts/reviews.ts';
export {
  createSandbox,
  type Sandbox,
  type SandboxOptions,
  type WaitForCodeOptions,
} from './sandbox.ts';
export {
  createTestPhone,
  type TestPhone,
  type TestPhoneOptions,
  type WaitOptions,
} from './fixtures/test-phone.ts';
export { MAGIC_NUMBERS, type MagicNumber } from './rules/magic-numbers.ts';
export { PersistRefused } from './journal/persist-refused.ts';
export { readSeedFile } from './accounts/seed-file.ts';
export type { SandboxSeed } from './accounts/seed.ts';
export { startSandbox, type RunningSandbox, type StartSandboxOptions } from './start-sandbox.ts';
