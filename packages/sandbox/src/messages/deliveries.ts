import { countSegments, type PhoneNumber } from 'aliyun-sms-client';
import type { SandboxClock, Task } from '../time/clock.ts';
import { magicNumber } from '../rules/magic-numbers.ts';
import type { KeptMessage, NewMessage } from './kept-message.ts';
import type { MessageProduct } from './message.ts';
import type { MessageStore } from './message-store.ts';
import type { ReceiptSettings } from '../pushes/receipts.ts';
import type { IdSource } from '../ids.ts';
import type { SignName } from '../accounts/seed.ts';

const REPORT_STEP_MS = 20;

/** One message that passed every check. */
export interface Draft {
  readonly number: PhoneNumber;
  readonly product: MessageProduct;
  /** As the phone shows it. */
  readonly text: string;
  readonly code: string | null;
  readonly signName: string;
  /** The filing of the signature with the carriers; absent for free text and granted signatures. */
  readonly filing?: SignName['filing'] | undefined;
  readonly templateCode?: string;
  readonly outId?: string;
}

/** The parts of the call that are stored with its messages. */
interface AcceptedCall {
  readonly requestId: string;
  readonly accessKeyId: string;
  /** ms since 1970. */
  readonly now: number;
}

interface DeliveriesContext {
  readonly clock: SandboxClock;
  readonly messages: MessageStore;
  readonly ids: IdSource;
  readonly delay: () => ReceiptSettings['delayMs'];
}

/** Accepts messages and schedules the carrier's reports. */
export class Deliveries {
  readonly #context: DeliveriesContext;

  constructor(context: DeliveriesContext) {
    this.#context = context;
  }

  /** Stores the messages of one call under this BizId, all or none. For international messages, the
   *  BizId is also the message id. */
  accept(call: AcceptedCall, bizId: string, ...drafts: readonly Draft[]): void {
    const messages = this.#context.messages.addAll(
      drafts.map((draft) => this.#newMessage(call, bizId, draft)),
    );
    for (const [index, message] of messages.entries()) {
      this.expectReport(message, drafts[index]?.filing);
    }
  }

  /** Schedules the carrier's report after the configured delay, or as the magic number defines. */
  expectReport(message: KeptMessage, filing?: SignName['filing']): void {
    const { clock, messages, ids } = this.#context;
    const errCode = reportCodeFor(message.to, filing);
    if (errCode === null) {
      return;
    }
    const { min, max } = this.#context.delay();
    const delay = magicNumber(message.to)?.delayMs ?? min + ids.random() * (max - min);
    const at = roundUp(message.acceptedAt + delay);
    clock.schedule(at, new ExpectedReport(messages, message, errCode));
  }

  #newMessage(call: AcceptedCall, bizId: string, draft: Draft): NewMessage {
    const { number, product, text, templateCode, outId, filing } = draft;
    const errCode = reportCodeFor(number.e164, filing);
    return {
      id: product === 'international' ? bizId : this.#context.ids.messageId(),
      bizId,
      requestId: call.requestId,
      outId: outId === '' ? undefined : outId,
      product,
      accessKeyId: call.accessKeyId,
      to: number.e164,
      country: number.country,
      signName: draft.signName,
      templateCode,
      text,
      code: draft.code,
      segments: countSegments(text, number.region),
      status: 'submitted',
      fails: errCode !== null && errCode !== 'DELIVERED',
      acceptedAt: call.now,
    };
  }
}

/** The scheduled report on a message; moot once the message is gone. */
class ExpectedReport implements Task {
  readonly #messages: MessageStore;
  readonly #message: KeptMessage;
  readonly #errCode: string;

  constructor(messages: MessageStore, message: KeptMessage, errCode: string) {
    this.#messages = messages;
    this.#message = message;
    this.#errCode = errCode;
  }

  run(at: number): void {
    this.#messages.report(this.#message, this.#errCode, at);
  }

  isMoot(): boolean {
    return !this.#messages.has(this.#message);
  }
}

/** The code of the future report: `DELIVERED` or an error code; `null`: no report. */
function reportCodeFor(to: string, filing: SignName['filing'] | undefined): string | null {
  const magicCode = magicNumber(to)?.errCode;
  if (magicCode !== undefined) {
    return magicCode;
  }
  return isFiled(filing) ? 'DELIVERED' : 'PORT_NOT_REGISTERED';
}

/** Combines reports within a few milliseconds, which keeps a busy clock's list short. */
function roundUp(time: number): number {
  return Math.ceil(time / REPORT_STEP_MS) * REPORT_STEP_MS;
}

/** Differs: Aliyun checks the number's own carrier; here one filed carrier is enough. */
function isFiled(filing: SignName['filing'] | undefined): boolean {
  return (
    filing === undefined ||
    isRegistered(filing.mobile) ||
    isRegistered(filing.unicom) ||
    isRegistered(filing.telecom)
  );
}

function isRegistered(registerStatus: number): boolean {
  return registerStatus === 1 || registerStatus === 3;
}
