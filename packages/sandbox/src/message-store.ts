import { record } from './message-record.ts';
import { MessageWaits, type MessageWait } from './message-waits.ts';
import { possibleNumbers } from './number-forms.ts';

/** Which of Aliyun's products took the message. */
export type MessageProduct = 'sms' | 'international' | 'mas';

/** `submitted`: Aliyun took it; `delivered` and `failed`: the carrier's verdict. */
export type MessageStatus = 'submitted' | 'delivered' | 'failed';

/** One SMS to one number. */
export interface Message {
  readonly id: string;
  /** Of the accepted request, shared by all its numbers. */
  readonly bizId: string;
  readonly requestId: string;
  readonly outId?: string;
  readonly product: MessageProduct;
  readonly accessKeyId: string;
  /** E.164, `+8613800138000`. */
  readonly to: string;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  /** Without its brackets; the sender id for international free text. */
  readonly signName: string;
  readonly templateCode?: string;
  /** As the phone shows it, with 【signature】. */
  readonly text: string;
  /** The verification code in it. */
  readonly code: string | null;
  /** Billed parts. */
  readonly segments: number;
  readonly status: MessageStatus;
  /** Set with a verdict: `DELIVERED` or why not. */
  readonly errCode?: string;
  /** ISO 8601, sandbox clock. Strictly later than any clock reading made before the acceptance. */
  readonly acceptedAt: string;
  /** ISO 8601, sandbox clock. */
  readonly reportedAt?: string;
}

/** A message before the store has given it its time. `acceptedAt`: the clock's reading, ms. */
export type NewMessage = Omit<Message, 'acceptedAt'> & { readonly acceptedAt: number };

/** What the carrier said. */
export type Verdict = Required<Pick<Message, 'status' | 'errCode' | 'reportedAt'>>;

export interface MessageFilter {
  /** A number in any form. */
  readonly to?: string;
  /** Part of the text, number, signature, template, BizId, OutId or request id; any case. */
  readonly q?: string;
  readonly status?: MessageStatus;
  /** Only messages older than the one with this id. */
  readonly before?: string;
  /** Default: all. */
  readonly limit?: number;
}

export interface MessageList {
  /** Newest first. */
  readonly messages: readonly Message[];
  /** How many match, whatever `limit` and `before` say. */
  readonly total: number;
}

export type MessageEvent =
  | { readonly type: 'accepted' | 'reported'; readonly message: Message }
  | { readonly type: 'cleared' };

/** Default bound; the oldest go first. */
const DEFAULT_MAX_MESSAGES = 10_000;

/** Two acceptances for one number less than this apart are told apart by raising the later. */
const SAME_MOMENT_MS = 1000;

interface Entry {
  message: Message;
  readonly sequence: number;
  /** What `q` is looked for in; made by the first search. */
  haystack: string | undefined;
}

/** The accepted messages, newest `maxMessages` of them. */
export class MessageStore {
  readonly #maxMessages: number;
  /** Oldest first. The first few may be dropped ones: see `#dropOldest`. */
  #entries: Entry[] = [];
  #nextSequence = 0;
  #dropped = 0;
  readonly #byId = new Map<string, Entry>();
  readonly #byNumber = new Map<string, Entry[]>();
  readonly #listeners = new Set<(event: MessageEvent) => void>();
  readonly #waits = new MessageWaits();

  constructor(maxMessages = DEFAULT_MAX_MESSAGES) {
    this.#maxMessages = maxMessages;
  }

  add(newMessage: NewMessage): Message {
    const last = this.#byNumber.get(newMessage.to)?.at(-1);
    const acceptedAt = isoAfter(newMessage.acceptedAt, last?.message.acceptedAt);
    const message = record(newMessage, acceptedAt);
    this.restore(message);
    this.#waits.accepted(message);
    this.#emit({ type: 'accepted', message });
    return message;
  }

  /** Takes a message that was accepted earlier, as it is and without telling anyone. */
  restore(message: Message): void {
    const entry: Entry = { message, sequence: this.#nextSequence, haystack: undefined };
    this.#nextSequence += 1;
    this.#entries.push(entry);
    this.#byId.set(message.id, entry);
    const ofNumber = this.#byNumber.get(message.to);
    if (ofNumber === undefined) {
      // Not pushed to an empty array, which would get room for 17.
      this.#byNumber.set(message.to, [entry]);
    } else {
      ofNumber.push(entry);
    }
    if (this.#byId.size > this.#maxMessages) {
      this.#dropOldest();
    }
  }

  list(filter: MessageFilter = {}): MessageList {
    const limit = filter.limit ?? Infinity;
    const before = this.#sequenceBefore(filter.before);
    const messages: Message[] = [];
    let total = 0;
    const entries = this.#candidates(filter.to);
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (entry === undefined || !matches(entry, filter)) {
        continue;
      }
      total += 1;
      if (messages.length < limit && entry.sequence < before) {
        messages.push(entry.message);
      }
    }
    return { messages, total };
  }

  get(id: string): Message | undefined {
    return this.#byId.get(id)?.message;
  }

  /** Notes the carrier's verdict; nothing if the message is gone. */
  report(id: string, verdict: Verdict): Message | undefined {
    const entry = this.#byId.get(id);
    if (entry === undefined) {
      return undefined;
    }
    entry.message = record(entry.message, entry.message.acceptedAt, verdict);
    this.#emit({ type: 'reported', message: entry.message });
    return entry.message;
  }

  clear(): void {
    this.#entries = [];
    this.#dropped = 0;
    this.#byId.clear();
    this.#byNumber.clear();
    this.#emit({ type: 'cleared' });
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: MessageEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /**
   * The first message to this number that is newer than `since`, kept or still to come. A loop that
   * passes the last message's `acceptedAt` as `since` misses none. Rejects with the signal's reason
   * when that aborts, and never otherwise.
   */
  async waitFor(wait: MessageWait): Promise<Message> {
    const kept = this.list({ to: wait.to }).messages.toReversed();
    return this.#waits.waitFor(wait, kept);
  }

  size(): number {
    return this.#byId.size;
  }

  /** How many were let go to stay within the bound, since the start or the last `clear`. */
  dropped(): number {
    return this.#dropped;
  }

  #candidates(to: string | undefined): readonly Entry[] {
    if (to === undefined) {
      return this.#entries.slice(this.#entries.length - this.#byId.size);
    }
    return possibleNumbers(to)
      .flatMap((number) => this.#byNumber.get(number) ?? [])
      .toSorted((a, b) => a.sequence - b.sequence);
  }

  #sequenceBefore(id: string | undefined): number {
    return id === undefined ? Infinity : (this.#byId.get(id)?.sequence ?? -1);
  }

  #dropOldest(): void {
    const oldest = this.#entries[this.#entries.length - this.#byId.size];
    if (oldest === undefined) {
      return;
    }
    const { id, to } = oldest.message;
    this.#byId.delete(id);
    const ofNumber = this.#byNumber.get(to);
    ofNumber?.shift();
    if (ofNumber?.length === 0) {
      this.#byNumber.delete(to);
    }
    this.#dropped += 1;
    // Cutting the front off an array copies the rest, so it is done once for many.
    if (this.#entries.length > 2 * this.#maxMessages) {
      this.#entries = this.#entries.slice(-this.#maxMessages);
    }
  }

  #emit(event: MessageEvent): void {
    for (const listener of this.#listeners) {
      listener(event);
    }
  }
}

function matches(entry: Entry, { status, q = '' }: MessageFilter): boolean {
  if (status !== undefined && entry.message.status !== status) {
    return false;
  }
  if (q === '') {
    return true;
  }
  entry.haystack ??= haystackOf(entry.message);
  return entry.haystack.includes(q.toLowerCase());
}

/**
 * Rounded up to the next millisecond, so that a reading made just before is earlier; one more than
 * the number's last message where both fall together, so that `since` tells the two apart.
 */
function isoAfter(time: number, last: string | undefined): string {
  const next = Math.floor(time) + 1;
  const lastTime = last === undefined ? -Infinity : Date.parse(last);
  const together = lastTime >= next && lastTime - next < SAME_MOMENT_MS;
  return new Date(together ? lastTime + 1 : next).toISOString();
}

function haystackOf(message: Message): string {
  const { to, text, signName, templateCode = '', bizId, outId = '', requestId } = message;
  return [to, text, signName, templateCode, bizId, outId, requestId].join('\n').toLowerCase();
}
