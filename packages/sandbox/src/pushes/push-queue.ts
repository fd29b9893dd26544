import type { SandboxClock } from '../time/clock.ts';
import { postReceipt, type ReceiptPost } from './receipt-post.ts';

/** What Aliyun pushes, each to an address of its own. */
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
  /** 1 to 4; to 3 abroad. */
  readonly attempt: number;
}

/** Something to be pushed. */
export interface Parcel {
  readonly channel: keyof typeof CHANNELS;
  /** In Aliyun's format. */
  readonly item: object;
  /** How the list of pushes names it. */
  readonly about: Omit<ReceiptPush, 'type' | 'at' | 'attempt' | 'outcome' | 'status'>;
}

interface Channel {
  readonly type: PushType;
  /** Most items in one push. */
  readonly batch: number;
  /** Waits before each repeat, milliseconds. */
  readonly repeatsAfter: readonly number[];
}

const MINUTE = 60_000;
const CHINA_REPEATS = [MINUTE, 5 * MINUTE, 10 * MINUTE];
/** Unverified: Aliyun's own is not documented. */
const MAX_BATCH = 100;

/**
 * Sources: https://help.aliyun.com/document_detail/101867.html (SmsReport),
 * https://help.aliyun.com/zh/sms/smsreport-http-intl (international),
 * https://help.aliyun.com/document_detail/120998.html, https://help.aliyun.com/document_detail/120999.htm
 * (reviews: always one item).
 */
const CHANNELS = {
  report: { type: 'SmsReport', batch: MAX_BATCH, repeatsAfter: CHINA_REPEATS },
  international: { type: 'SmsReport', batch: MAX_BATCH, repeatsAfter: [MINUTE, 5 * MINUTE] },
  signName: { type: 'SignSmsReport', batch: 1, repeatsAfter: CHINA_REPEATS },
  template: { type: 'TemplateSmsReport', batch: 1, repeatsAfter: CHINA_REPEATS },
} as const satisfies Record<string, Channel>;

/** Pushes under way at a time. */
const MAX_UNDER_WAY = 8;
/** What waits for its push, of a channel; more is lost, as Aliyun promises no exact delivery. */
const MAX_WAITING = 10_000;
const MAX_KEPT_PUSHES = 1000;

interface Batch {
  readonly channel: Channel;
  readonly parcels: readonly Parcel[];
  /** 1 for the first. */
  readonly attempt: number;
}

interface PushQueueContext {
  readonly clock: SandboxClock;
  readonly addressOf: (type: PushType) => string | undefined;
}

/** Pushes in Aliyun's batches, and again on its schedule until a push is accepted. */
export class PushQueue {
  readonly #clock: SandboxClock;
  readonly #addressOf: PushQueueContext['addressOf'];
  readonly #waiting = new Map<Parcel['channel'], Parcel[]>();
  #underWay = 0;
  #pushes: ReceiptPush[] = [];
  /** Raised by `reset`, so that what is under way is forgotten. */
  #generation = 0;

  constructor({ clock, addressOf }: PushQueueContext) {
    this.#clock = clock;
    this.#addressOf = addressOf;
  }

  /** Whether there is an address for it: without one, nothing is kept. */
  takes({ channel }: Parcel): boolean {
    return this.#addressOf(CHANNELS[channel].type) !== undefined;
  }

  /** Does nothing with what it does not take. */
  add(parcel: Parcel): void {
    if (!this.takes(parcel)) {
      return;
    }
    const waiting = this.#waiting.get(parcel.channel) ?? [];
    this.#waiting.set(parcel.channel, waiting);
    if (waiting.length === 0) {
      // After this turn, so that what comes together is pushed together.
      setImmediate(() => this.#pushWaiting());
    }
    if (waiting.length < MAX_WAITING) {
      waiting.push(parcel);
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
    for (const [name, parcels] of this.#waiting) {
      const channel: Channel = CHANNELS[name];
      while (parcels.length > 0 && this.#underWay < MAX_UNDER_WAY) {
        void this.#push({ channel, parcels: parcels.splice(0, channel.batch), attempt: 1 });
      }
    }
  }

  async #push(batch: Batch): Promise<void> {
    const generation = this.#generation;
    const url = this.#addressOf(batch.channel.type);
    if (url === undefined) {
      return;
    }
    this.#underWay += 1;
    const post = await postReceipt(url, JSON.stringify(batch.parcels.map(({ item }) => item)));
    this.#underWay -= 1;
    if (generation === this.#generation) {
      this.#note(batch, post);
      this.#repeatUnlessAccepted(batch, post);
    }
    this.#pushWaiting();
  }

  #note({ channel: { type }, parcels, attempt }: Batch, post: ReceiptPost): void {
    const at = new Date(this.#clock.now()).toISOString();
    const attempts = parcels.map(({ about }) => ({ type, ...about, at, attempt, ...post }));
    this.#pushes = [...this.#pushes, ...attempts].slice(-MAX_KEPT_PUSHES);
  }

  #repeatUnlessAccepted(batch: Batch, { outcome }: ReceiptPost): void {
    const wait = batch.channel.repeatsAfter[batch.attempt - 1];
    if (outcome === 'accepted' || wait === undefined) {
      return;
    }
    this.#clock.schedule(this.#clock.now() + wait, () => {
      void this.#push({ ...batch, attempt: batch.attempt + 1 });
    });
  }
}
