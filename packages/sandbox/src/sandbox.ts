import { AccountBook } from './accounts/accounts.ts';
import { createAnswer, type Answer, type Handle } from './app.ts';
import { SandboxClock } from './time/clock.ts';
import { DEFAULT_ACCOUNTS } from './accounts/default-accounts.ts';
import { Deliveries } from './messages/deliveries.ts';
import { Faults } from './faults/faults.ts';
import { FlowControl } from './rules/flow-control.ts';
import { createIdSource } from './ids.ts';
import { Journal } from './journal/journal.ts';
import type { KeptMessage } from './messages/kept-message.ts';
import { MessageStore } from './messages/message-store.ts';
import type { MessageWait } from './messages/message-waits.ts';
import { whyNoMessage } from './missing-message.ts';
import { NonceMemory } from './authentication/nonces.ts';
import { QpsMeter } from './rules/qps-meter.ts';
import { Receipts } from './pushes/receipts.ts';
import { RequestLog } from './requests/request-log.ts';
import { Reviews, type ReviewDecision } from './accounts/reviews.ts';
import type { AliyunState, SandboxState } from './sandbox-state.ts';
import { VerifyCodes } from './messages/verify-codes.ts';
import { readAccounts, seedSchema, type SandboxSeed, type SignName } from './accounts/seed.ts';

export interface SandboxOptions {
  /** Start state. Default: the ready-made account with the key pair `testid` / `testsecret`. */
  readonly seed?: SandboxSeed;
  /** Maximum of stored messages; beyond it the oldest are dropped. Default 10,000. */
  readonly maxMessages?: number;
  /** Maximum of logged requests. Default 5,000. */
  readonly maxRequests?: number;
  /** File that keeps messages, signatures and templates beyond the process; only one process at a time
   *  can use it. Default: none. */
  readonly persist?: string;
  /** Hosts besides this machine that delivery reports may be pushed to. Default: none. */
  readonly allowReceiptHosts?: readonly string[];
  /** The machine's clock, ms since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** From 0 to below 1; for delivery delays and the probability of faults. Default `Math.random`. */
  readonly random?: () => number;
}

/** A local Aliyun SMS service without sockets. */
export interface Sandbox extends SandboxState {
  /** Answers one request. Can be the `transport` of the client. */
  readonly handle: Handle;
  /** Resets everything to the start state, including the clock. */
  reset(): void;
  /** Ends the review of a signature or template now: approved, or rejected if there is a reason. */
  decideReview(decision: ReviewDecision): void;
  /** Code of the newest message to this number (any form) that has one and does not fail. */
  lastCode(number: string): string | undefined;
  /**
   * Code of the first message with a code to this number (any form) that is newer than `since`. Rejects
   * after the timeout, saying what happened instead; immediately if the number or `since` is invalid.
   */
  waitForCode(number: string, options?: WaitForCodeOptions): Promise<string>;
}

export interface WaitForCodeOptions extends Pick<MessageWait, 'since' | 'status'> {
  /** Milliseconds. Default 4,000, because Vitest ends a test after 5,000 without saying why. */
  readonly timeoutMs?: number;
}

const DEFAULT_WAIT_MS = 4000;

/**
 * Creates a sandbox without a server. Throws a `ZodError` that says what is wrong in the seed; for
 * `persist`, a `PersistRefused` if the file is not the sandbox's or another process uses it, and file
 * system errors.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { sandbox, restore } = openSandbox(options);
  restore();
  return sandbox;
}

/** What the server in front of a sandbox needs. */
export interface OpenedSandbox {
  readonly sandbox: Sandbox;
  /** Like `handle`, without a promise per request. */
  readonly answer: Answer;
  /** Restores the `persist` file and keeps it up to date from then on; to be called once, before the
   *  first request. Returns the function that ends this and releases the file. */
  readonly restore: () => () => void;
}

export function openSandbox(options: SandboxOptions): OpenedSandbox {
  const state = createState(options);
  const { messages } = state;
  const { persist } = options;
  const answer = createAnswer(state);
  const sandbox: Sandbox = {
    ...state,
    handle: async (request) => answer(request),
    reset: () => resetState(state),
    decideReview: (decision) => void state.reviews.decide(decision),
    lastCode: (number) => messages.lastCode(number),
    waitForCode: (number, wait) => waitForCode(state, number, wait),
  };
  const restore = () => (persist === undefined ? () => {} : restoreFrom(persist, state));
  return { sandbox, answer, restore };
}

function createState(options: SandboxOptions): AliyunState {
  const seed = seedSchema.parse(options.seed ?? {});
  const clock = new SandboxClock(options.now);
  const messages = new MessageStore(options.maxMessages);
  const ids = createIdSource(options.random);
  const accounts = new AccountBook(seed.accounts ?? readAccounts(DEFAULT_ACCOUNTS));
  const { settings } = seed;
  const reviews = new Reviews({ clock, settings, accounts });
  const receipts = new Receipts({
    clock,
    messages,
    reviews,
    random: () => ids.random(),
    allowHosts: options.allowReceiptHosts ?? [],
  });
  return {
    clock,
    messages,
    ids,
    receipts,
    requests: new RequestLog(options.maxRequests),
    faults: new Faults(() => ids.random()),
    accounts,
    reviews,
    settings,
    deliveries: new Deliveries({
      clock,
      messages,
      ids,
      delay: () => receipts.settings().delayMs,
    }),
    flowControl: new FlowControl(),
    nonces: new NonceMemory(),
    qps: new QpsMeter(),
    verifyCodes: new VerifyCodes(),
  };
}

/** Restores the state; pending delivery reports and reviews continue. */
function restoreFrom(path: string, state: AliyunState): () => void {
  const { messages, deliveries, reviews, accounts } = state;
  const end = new Journal(path, state, (text) => process.emitWarning(text)).start();
  reviews.resume();
  for (const message of messages.awaitingReport()) {
    deliveries.expectReport(message, filingOf(message, accounts));
  }
  return end;
}

/** The filing of a restored message's signature; see `Draft`. */
function filingOf(
  { product, country, accessKeyId, signName }: Readonly<KeptMessage>,
  accounts: AccountBook,
): SignName['filing'] | undefined {
  const isFiled = country === 'CN' && product !== 'mas';
  return isFiled ? accounts.find(accessKeyId)?.account.signNames.get(signName)?.filing : undefined;
}

function resetState(state: AliyunState): void {
  state.clock.reset();
  state.messages.clear();
  state.requests.clear();
  state.faults.replace([]);
  state.receipts.reset();
  state.accounts.reset();
  state.flowControl.clear();
  state.nonces.clear();
  state.verifyCodes.clear();
}

async function waitForCode(
  state: SandboxState,
  number: string,
  { since, status, timeoutMs = DEFAULT_WAIT_MS }: WaitForCodeOptions = {},
): Promise<string> {
  const signal = AbortSignal.timeout(timeoutMs);
  const wait = { to: number, signal, ...(status === undefined ? {} : { status }) };
  let after = since;
  for (;;) {
    try {
      // Each wait starts where the previous one ended.
      // oxlint-disable-next-line no-await-in-loop
      const message = await state.messages.waitFor({
        ...wait,
        ...(after === undefined ? {} : { since: after }),
      });
      if (message.code !== null) {
        return message.code;
      }
      after = message.id;
    } catch (error) {
      throw signal.aborted ? new Error(whyNoMessage(state, number, timeoutMs)) : error;
    }
  }
}
