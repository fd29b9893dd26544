import type { SandboxClock } from './clock.ts';
import type { Message, MessageStore } from './message-store.ts';
import { reportBody, type ReportFormat } from './receipt-format.ts';
import { postReceipt, type ReceiptPost } from './receipt-post.ts';

/** How delivery is simulated and where reports are pushed. */
export interface ReceiptSettings {
  /** Where SmsReport is posted; absent: nowhere. Loopback unless another host was allowed. */
  readonly url?: string;
  /** From acceptance to the carrier's verdict, milliseconds on the sandbox clock. */
  readonly delayMs: { readonly min: number; readonly max: number };
  /** Share of reports that are pushed twice, 0 to 1. */
  readonly duplicates: number;
  /** Share of reports that are never pushed, 0 to 1. */
  readonly losses: number;
}

/** One attempt to push one report. */
export interface ReceiptPush {
  readonly messageId: string;
  /** ISO 8601, sandbox clock. */
  readonly at: string;
  /** 1 to 4; to 3 abroad. */
  readonly attempt: number;
  /** `accepted`: 200 and a numeric `code`. */
  readonly outcome: 'accepted' | 'refused' | 'unreachable';
  /** HTTP status, where there was an answer. */
  readonly status?: number;
}

/** A change of the settings; what it does not name stays. `url: null` switches pushing off. */
export interface ReceiptChange {
  readonly url?: string | null;
  readonly delayMs?: { readonly min: number; readonly max: number };
  readonly duplicates?: number;
  readonly losses?: number;
}

export interface ReceiptsContext {
  readonly clock: SandboxClock;
  readonly messages: MessageStore;
  /** Below 1, from 0. */
  readonly random: () => number;
  /** Hosts beside loopback that reports may be pushed to. */
  readonly allowHosts: readonly string[];
}

const DEFAULT_SETTINGS: ReceiptSettings = {
  delayMs: { min: 1000, max: 3000 },
  duplicates: 0,
  losses: 0,
};

const MINUTE = 60_000;
/** Waits before each repeat. Sources: https://help.aliyun.com/document_detail/101867.html (China),
 *  https://help.aliyun.com/zh/sms/smsreport-http-intl (international). */
const REPEATS_AFTER_MS: Readonly<Record<ReportFormat, readonly number[]>> = {
  china: [MINUTE, 5 * MINUTE, 10 * MINUTE],
  international: [MINUTE, 5 * MINUTE],
};

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
/** Most reports in one push. Unverified: Aliyun's own is not documented. */
const MAX_BATCH = 100;
/** Pushes under way at a time. */
const MAX_UNDER_WAY = 8;
/** Reports that wait for their push; more are lost, as Aliyun promises no exact delivery. */
const MAX_WAITING = 10_000;
const MAX_KEPT_PUSHES = 1000;

interface Batch {
  readonly format: ReportFormat;
  readonly messages: readonly Message[];
  /** 1 for the first. */
  readonly attempt: number;
}

/** The delivery reports: when they come and where they go. */
export class Receipts {
  readonly #context: ReceiptsContext;
  #settings = DEFAULT_SETTINGS;
  #waiting: Message[] = [];
  #underWay = 0;
  #pushes: ReceiptPush[] = [];
  /** Raised by `reset`, so that what is under way is forgotten. */
  #generation = 0;

  constructor(context: ReceiptsContext) {
    this.#context = context;
    context.messages.subscribe((event) => {
      if (event.type === 'reported' && this.#settings.url !== undefined) {
        this.#report(event.message);
      }
    });
  }

  settings(): ReceiptSettings {
    return this.#settings;
  }

  /** Throws a `RangeError` for an address on a host that was not allowed. */
  configure({ url, ...change }: ReceiptChange): void {
    const { url: before, ...rest } = this.#settings;
    if (typeof url === 'string') {
      this.#checkAddress(url);
    }
    const after = url === undefined ? before : (url ?? undefined);
    this.#settings = { ...rest, ...change, ...(after === undefined ? {} : { url: after }) };
  }

  /** Pushes the reports of all kept messages that have a verdict once more; how many. */
  replay(): number {
    if (this.#settings.url === undefined) {
      return 0;
    }
    const reported = this.#context.messages
      .list()
      .messages.filter(({ reportedAt }) => reportedAt !== undefined);
    for (const message of reported.toReversed()) {
      this.#enqueue(message);
    }
    return reported.length;
  }

  /** The last attempts, newest first. */
  pushes(): readonly ReceiptPush[] {
    return this.#pushes.toReversed();
  }

  reset(): void {
    this.#generation += 1;
    this.#settings = DEFAULT_SETTINGS;
    this.#waiting = [];
    this.#pushes = [];
  }

  #checkAddress(address: string): void {
    const { protocol, hostname } = new URL(address);
    const isAllowed = LOOPBACK.test(hostname) || this.#context.allowHosts.includes(hostname);
    if (!/^https?:$/.test(protocol) || !isAllowed) {
      throw new RangeError(
        'Delivery reports go to this machine only, unless the host is allowed (--allow-receipt-host).',
      );
    }
  }

  #report(message: Message): void {
    const { random } = this.#context;
    const { losses, duplicates } = this.#settings;
    if (losses > 0 && random() < losses) {
      return;
    }
    this.#enqueue(message);
    if (duplicates > 0 && random() < duplicates) {
      this.#enqueue(message);
    }
  }

  #enqueue(message: Message): void {
    if (this.#waiting.length === 0) {
      // After this turn, so that what is reported together is pushed together.
      setImmediate(() => this.#pushWaiting());
    }
    if (this.#waiting.length < MAX_WAITING) {
      this.#waiting.push(message);
    }
  }

  #pushWaiting(): void {
    while (this.#waiting.length > 0 && this.#underWay < MAX_UNDER_WAY) {
      const batch = this.#waiting.splice(0, MAX_BATCH);
      for (const format of ['china', 'international'] as const) {
        const messages = batch.filter((message) => formatOf(message) === format);
        if (messages.length > 0) {
          void this.#push({ format, messages, attempt: 1 });
        }
      }
    }
  }

  async #push(batch: Batch): Promise<void> {
    const generation = this.#generation;
    const { url } = this.#settings;
    if (url === undefined) {
      return;
    }
    this.#underWay += 1;
    const post = await postReceipt(url, reportBody(batch.format, batch.messages));
    this.#underWay -= 1;
    if (generation === this.#generation) {
      this.#note(batch, post);
      this.#repeatUnlessAccepted(batch, post);
    }
    this.#pushWaiting();
  }

  #note({ messages, attempt }: Batch, post: ReceiptPost): void {
    const at = new Date(this.#context.clock.now()).toISOString();
    const attempts = messages.map(({ id }) => ({ messageId: id, at, attempt, ...post }));
    this.#pushes = [...this.#pushes, ...attempts].slice(-MAX_KEPT_PUSHES);
  }

  #repeatUnlessAccepted(batch: Batch, { outcome }: ReceiptPost): void {
    const wait = REPEATS_AFTER_MS[batch.format][batch.attempt - 1];
    if (outcome === 'accepted' || wait === undefined) {
      return;
    }
    const { clock } = this.#context;
    clock.schedule(clock.now() + wait, () => {
      void this.#push({ ...batch, attempt: batch.attempt + 1 });
    });
  }
}

function formatOf({ product }: Message): ReportFormat {
  return product === 'international' ? 'international' : 'china';
}
