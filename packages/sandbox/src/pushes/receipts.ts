import { isLoopback } from '../access.ts';
import type { SandboxClock } from '../time/clock.ts';
import type { Message } from '../messages/message.ts';
import type { MessageStore } from '../messages/message-store.ts';
import { PushQueue, type PushItem, type PushType, type ReceiptPush } from './push-queue.ts';
import {
  internationalReport,
  signSmsReport,
  smsReport,
  templateSmsReport,
} from './receipt-format.ts';
import type { Reviews } from '../accounts/reviews.ts';
import type { SignName, Template } from '../accounts/seed.ts';

/** How delivery is simulated and where reports are pushed. */
export interface ReceiptSettings extends Readonly<Partial<Record<Address, string>>> {
  /** From acceptance to the delivery report, in milliseconds on the sandbox clock. */
  readonly delayMs: { readonly min: number; readonly max: number };
  /** Share of items that are pushed twice, 0 to 1. */
  readonly duplicates: number;
  /** Share of items that are never pushed, 0 to 1. */
  readonly losses: number;
}

/** A change of the settings; absent ones stay the same. A URL of `null` disables that push. */
export interface ReceiptChange extends Readonly<Partial<Record<Address, string | null>>> {
  readonly delayMs?: { readonly min: number; readonly max: number };
  readonly duplicates?: number;
  readonly losses?: number;
}

/**
 * The URLs to push to; absent: no push. On loopback unless the host is allowed. `url`: SmsReport,
 * `signNameUrl`: SignSmsReport, `templateUrl`: TemplateSmsReport.
 */
export type Address = 'url' | 'signNameUrl' | 'templateUrl';

export interface ReceiptsContext {
  readonly clock: SandboxClock;
  readonly messages: MessageStore;
  readonly reviews: Reviews;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Hosts besides loopback that may be pushed to. */
  readonly allowHosts: readonly string[];
}

const ADDRESSES: Readonly<Record<PushType, Address>> = {
  SmsReport: 'url',
  SignSmsReport: 'signNameUrl',
  TemplateSmsReport: 'templateUrl',
};

const DEFAULT_SETTINGS: ReceiptSettings = {
  delayMs: { min: 1000, max: 3000 },
  duplicates: 0,
  losses: 0,
};

/** Settings and pushes of delivery reports and review results. */
export class Receipts {
  readonly #context: ReceiptsContext;
  readonly #queue: PushQueue;
  #settings = DEFAULT_SETTINGS;

  constructor(context: ReceiptsContext) {
    this.#context = context;
    this.#queue = new PushQueue({
      clock: context.clock,
      addressOf: (type) => this.#settings[ADDRESSES[type]],
    });
    context.messages.subscribe((event) => {
      if (event.type === 'reported' && this.#settings.url !== undefined) {
        this.#send(reportItem(event.message.details()));
      }
    });
    context.reviews.subscribe((record) => this.#send(reviewItem(record)));
  }

  settings(): ReceiptSettings {
    return this.#settings;
  }

  /** Throws a `RangeError` for a URL on a host that is not allowed; then nothing changes. */
  configure(change: ReceiptChange): void {
    const { delayMs, duplicates, losses } = { ...this.#settings, ...change };
    const addresses = Object.values(ADDRESSES).flatMap((name) => {
      const given = change[name];
      const address = given === undefined ? this.#settings[name] : given;
      return typeof address === 'string' ? [[name, address] as const] : [];
    });
    for (const [, address] of addresses) {
      this.#checkAddress(address);
    }
    this.#settings = { ...Object.fromEntries(addresses), delayMs, duplicates, losses };
  }

  /** Pushes the reports of all stored messages again; returns how many. */
  replay(): number {
    if (this.#settings.url === undefined) {
      return 0;
    }
    const reported = this.#context.messages
      .list()
      .messages.filter(({ reportedAt }) => reportedAt !== undefined);
    for (const message of reported.toReversed()) {
      this.#queue.add(reportItem(message));
    }
    return reported.length;
  }

  /** The last attempts, newest first. */
  pushes(): readonly ReceiptPush[] {
    return this.#queue.pushes();
  }

  reset(): void {
    this.#settings = DEFAULT_SETTINGS;
    this.#queue.reset();
  }

  #checkAddress(address: string): void {
    const { protocol, hostname, username, password } = new URL(address);
    const isAllowed = isLoopback(hostname) || this.#context.allowHosts.includes(hostname);
    if (!/^https?:$/.test(protocol) || !isAllowed) {
      throw new RangeError(
        'Pushes may go to http(s) URLs on this machine only. To allow other hosts, use --allow-receipt-host.',
      );
    }
    if (username !== '' || password !== '') {
      throw new RangeError('A URL for pushes must not contain a user name or password.');
    }
  }

  #send(item: PushItem): void {
    const { random } = this.#context;
    const { losses, duplicates } = this.#settings;
    if (!this.#queue.takes(item) || (losses > 0 && random() < losses)) {
      return;
    }
    this.#queue.add(item);
    if (duplicates > 0 && random() < duplicates) {
      this.#queue.add(item);
    }
  }
}

function reportItem(message: Message): PushItem {
  const about = { messageId: message.id };
  return message.product === 'international'
    ? { channel: 'international', content: internationalReport(message), about }
    : { channel: 'report', content: smsReport(message), about };
}

function reviewItem(record: SignName | Template): PushItem {
  return 'templateCode' in record
    ? {
        channel: 'template',
        content: templateSmsReport(record),
        about: { templateCode: record.templateCode },
      }
    : { channel: 'signName', content: signSmsReport(record), about: { signName: record.signName } };
}
