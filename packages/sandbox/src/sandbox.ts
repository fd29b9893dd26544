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
  /** Messages that are kept; the oldest go first. Default 10,000. */
  readonly maxMessages?: number;
  /** Logged requests that are kept. Default 5,000. */
  readonly maxRequests?: number;
  /** File in which messages, signatures and templates outlive the process; one process at a time has
   *  it. Default: none. */
  readonly persist?: string;
  /** Hosts beside this machine that delivery reports may be pushed to. Default: none. */
  readonly allowReceiptHosts?: readonly string[];
  /** The machine's clock, ms since 1970. Default `Date.now`. */
  readonly now?: () => number;
  /** Below 1, from 0: delivery delays and the faults' probability. Default `Math.random`. */
  readonly random?: () => number;
}

/** A local Aliyun SMS without sockets. */
export interface Sandbox extends SandboxState {
  /** Answers one request. A `transport` of the client. */
  readonly handle: Handle;
  /** Everything back to the start state, the clock too. */
  reset(): void;
  /** Ends the review of a signature or a template now: approved, or rejected for the reason. */
  decideReview(decision: ReviewDecision): void;
  /** Code of the newest message to this number (any form) that has one and does not fail. */
  lastCode(number: string): string | undefined;
  /**
   * Code of the first message with one to this number (any form) that is newer than `since`. Rejects
   * when the time is over, with what happened instead; at once where the number or `since` is none.
   */
  waitForCode(number: string, options?: WaitForCodeOptions): Promise<string>;
}

export interface WaitForCodeOptions extends Pick<MessageWait, 'since' | 'status'> {
  /** Milliseconds. Default 4,000: Vitest ends a test after 5,000, and would not say why. */
  readonly timeoutMs?: number;
}

const DEFAULT_WAIT_MS = 4000;

/**
 * Throws a `ZodError` that says what is wrong with the seed, a `PersistRefused` for a file that is not
 * the sandbox's or that another process has, and what else `persist` meets on the disk.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { sandbox, restore } = openSandbox(options);
  restore();
  return sandbox;
}

/** What the server in front of a sandbox needs. */
export interface OpenedSandbox {
  readonly sandbox: Sandbox;
  /** Without a promise for each request. */
  readonly answer: Answer;
  /** Takes what the file holds and keeps it from then on; once, before the first request. Returns what
   *  ends the keeping and lets another process have the file. */
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

/** Messages that have no verdict yet still get one, and reviews that are under way end. */
function restoreFrom(path: string, state: AliyunState): () => void {
  const { messages, deliveries, reviews, accounts } = state;
  const end = new Journal(path, state, (text) => process.emitWarning(text)).start();
  reviews.resume();
  for (const message of messages.awaitingReport()) {
    deliveries.expectReport(message, filingOf(message, accounts));
  }
  return end;
}

/** What the carriers know of a kept message's signature; see `Draft`. */
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
      // Each wait starts where the one before it ended.
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
