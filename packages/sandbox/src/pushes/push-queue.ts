import type { SandboxClock } from '../time/clock.ts';
import { postReceipt, type ReceiptPost } from './receipt-post.ts';

/** What Aliyun pushes, each to its own URL. */
export type PushType = 'SmsReport' | 'SignSmsReport' | 'TemplateSmsReport';

/** One attempt to push one report or review. */
export interface ReceiptPush extends ReceiptPost {
  readonly type: PushType;
  /** Of an `SmsReport`. */
  readonly messageId?: string;
  /** Of a `SignSmsReport`. */
  readonly signName?: string;
  /** Of a `TemplateSmsReport`. */
  readonly templateCode?: string;
  /** ISO 8601, sandbox clock. */
  readonly at: string;
  /** 1 to 4; for overseas messages 1 to 3. */
  readonly attempt: number;
}

/** One item to be pushed. */
export interface PushItem {
  readonly channel: keyof typeof CHANNELS;
  /** In Aliyun's format. */
  readonly content: object;
  /** What identifies it in the list of pushes. */
  readonly about: Omit<ReceiptPush, 'type' | 'at' | 'attempt' | 'outcome' | 'status'>;
}

interface Channel {
  readonly type: PushType;
  /** Maximum of items per push. */
  readonly batch: number;
  /** Delay before each retry, in milliseconds. */
  readonly retryDelaysMs: readonly number[];
}

const MINUTE = 60_000;
const CHINA_DELAYS_MS = [MINUTE, 5 * MINUTE, 10 * MINUTE];
/** Unverified: Aliyun does not document its maximum. */
const MAX_BATCH = 100;

/**
 * Sources: https://help.aliyun.com/document_detail/101867.html (SmsReport),
 * https://help.aliyun.com/zh/sms/smsreport-http-intl (international),
 * https://help.aliyun.com/document_detail/120998.html, https://help.aliyun.com/document_detail/120999.htm
 * (reviews: always one item).
 */
const CHANNELS = {
  report: { type: 'SmsReport', batch: MAX_BATCH, retryDelaysMs: CHINA_DELAYS_MS },
  international: { type: 'SmsReport', batch: MAX_BATCH, retryDelaysMs: [MINUTE, 5 * MINUTE] },
  signName: { type: 'SignSmsReport', batch: 1, retryDelaysMs: CHINA_DELAYS_MS },
  template: { type: 'TemplateSmsReport', batch: 1, retryDelaysMs: CHINA_DELAYS_MS },
} as const satisfies Record<string, Channel>;

/** Maximum of concurrent pushes. */
const MAX_CONCURRENT = 8;
/** Maximum of waiting items per channel; more are lost, as Aliyun does not guarantee delivery. */
const MAX_WAITING = 10_000;
const MAX_KEPT_PUSHES = 1000;

interface Batch {
  readonly channel: Channel;
  readonly items: readonly PushItem[];
  /** 1 for the first. */
  readonly attempt: number;
}

interface PushQueueContext {
  readonly clock: SandboxClock;
  readonly addressOf: (type: PushType) => string | undefined;
}

/** Pushes in batches as Aliyun does, and retries on its schedule until a push is accepted. */
export class PushQueue {
  readonly #clock: SandboxClock;
  readonly #addressOf: PushQueueContext['addressOf'];
  readonly #waiting = new Map<PushItem['channel'], PushItem[]>();
  #inProgress = 0;
  #pushes: ReceiptPush[] = [];
  /** Incremented by `reset`, so that pushes in progress are not recorded. */
  #generation = 0;

  constructor({ clock, addressOf }: PushQueueContext) {
    this.#clock = clock;
    this.#addressOf = addressOf;
  }

  /** Whether there is a URL for it; without one, it must not be added. */
  takes({ channel }: PushItem): boolean {
    return this.#addressOf(CHANNELS[channel].type) !== undefined;
  }

  add(item: PushItem): void {
    const waiting = this.#waiting.get(item.channel) ?? [];
    this.#waiting.set(item.channel, waiting);
    if (waiting.length === 0) {
      // Deferred, so that items added in the same turn are pushed together.
      setImmediate(() => this.#pushWaiting());
    }
    if (waiting.length < MAX_WAITING) {
      waiting.push(item);
    }
  }

  /** The last attempts, newest first. */
  pushes(): readonly ReceiptPush[] {
    return this.#pushes.toReversed();
  }

  reset(): void {
    this.#generation += 1;
    this.#waiting.clear();
    this.#pushes = [];
  }

  #pushWaiting(): void {
    for (const [name, items] of this.#waiting) {
      const channel: Channel = CHANNELS[name];
      while (items.length > 0 && this.#inProgress < MAX_CONCURRENT) {
        void this.#push({ channel, items: items.splice(0, channel.batch), attempt: 1 });
      }
    }
  }

  async #push(batch: Batch): Promise<void> {
    const generation = this.#generation;
    const url = this.#addressOf(batch.channel.type);
    if (url === undefined) {
      return;
    }
    this.#inProgress += 1;
    const post = await postReceipt(url, JSON.stringify(batch.items.map(({ content }) => content)));
    this.#inProgress -= 1;
    if (generation === this.#generation) {
      this.#record(batch, post);
      this.#retryUnlessAccepted(batch, post);
    }
    this.#pushWaiting();
  }

  #record({ channel: { type }, items, attempt }: Batch, post: ReceiptPost): void {
    const at = new Date(this.#clock.now()).toISOString();
    const attempts = items.map(({ about }) => ({ type, ...about, at, attempt, ...post }));
    this.#pushes = [...this.#pushes, ...attempts].slice(-MAX_KEPT_PUSHES);
  }

  #retryUnlessAccepted(batch: Batch, { outcome }: ReceiptPost): void {
    const wait = batch.channel.retryDelaysMs[batch.attempt - 1];
    if (outcome === 'accepted' || wait === undefined) {
      return;
    }
    this.#clock.schedule(this.#clock.now() + wait, () => {
      void this.#push({ ...batch, attempt: batch.attempt + 1 });
    });
  }
}
