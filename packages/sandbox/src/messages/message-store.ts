import { KeptMessage, type NewMessage } from './kept-message.ts';
import { holds, MessageSearch } from './message-search.ts';
import { MessageWaits, waitPoint, type MessageWait } from './message-waits.ts';
import type { Message, MessageStatus } from './message.ts';
import { possibleNumbers } from '../number-forms.ts';

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
  | { readonly type: 'accepted' | 'reported'; readonly message: Readonly<KeptMessage> }
  | { readonly type: 'cleared' };

/** Beyond this the oldest are dropped. */
const DEFAULT_MAX_MESSAGES = 10_000;

/** Messages to one number within this time get distinct times of acceptance. */
const SAME_MOMENT_MS = 1000;

/** The newest `maxMessages` accepted messages. */
export class MessageStore {
  readonly #maxMessages: number;
  /** The message with sequence `n` is at `n % #maxMessages`. */
  #ring: KeptMessage[] = [];
  #nextSequence = 0;
  #dropped = 0;
  /** The newest message to each number. */
  readonly #byNumber = new Map<string, KeptMessage>();
  readonly #search = new MessageSearch((sequence) => this.#at(sequence));
  readonly #listeners = new Set<(event: MessageEvent) => void>();
  readonly #waits = new MessageWaits();
  #record: ((messages: readonly KeptMessage[]) => void) | undefined;

  constructor(maxMessages = DEFAULT_MAX_MESSAGES) {
    this.#maxMessages = Math.max(1, maxMessages);
  }

  /** Calls `record` with messages before they are stored; if it throws, they are not stored. */
  recordWith(record: ((messages: readonly KeptMessage[]) => void) | undefined): void {
    this.#record = record;
  }

  add(newMessage: NewMessage): KeptMessage {
    const message = this.#prepare(newMessage);
    this.#record?.([message]);
    this.#accept(message);
    return message;
  }

  /** The messages of one call: all or none. */
  addAll(newMessages: readonly NewMessage[]): readonly KeptMessage[] {
    const messages: KeptMessage[] = [];
    for (const [index, newMessage] of newMessages.entries()) {
      const earlier = messages.findLast(({ to }) => to === newMessage.to);
      messages.push(this.#prepare(newMessage, earlier, this.#nextSequence + index));
    }
    this.#record?.(messages);
    for (const message of messages) {
      this.#accept(message);
    }
    return messages;
  }

  /** Stores a message that was accepted earlier, unchanged and without an event. */
  restore({ acceptedAt, reportedAt, ...message }: Message): void {
    const accepted = Date.parse(acceptedAt);
    const reported = reportedAt === undefined ? undefined : Date.parse(reportedAt);
    const restored = { ...message, acceptedAt: accepted, reportedAt: reported };
    this.#keep(new KeptMessage(restored, accepted, this.#nextSequence));
  }

  list(filter: MessageFilter = {}): MessageList {
    const { to, q = '', status, before, limit = Infinity } = filter;
    const end = this.#sequenceOf(before);
    if (to === undefined && q === '' && status === undefined) {
      const newest = Math.min(end, this.#nextSequence) - 1;
      const count = Math.min(limit, newest + 1 - this.#first());
      return { messages: this.#page(backwards(newest, count)), total: this.size() };
    }
    const found = this.#matches(filter);
    const start = end === Infinity ? 0 : found.filter((sequence) => sequence >= end).length;
    return { messages: this.#page(found.slice(start, start + limit)), total: found.length };
  }

  get(id: string): Message | undefined {
    return this.find(id)?.details();
  }

  /** Code of the newest message to this number that has one and does not fail. */
  lastCode(to: string): string | undefined {
    for (const sequence of this.#toNumber(to, '')) {
      const message = this.#at(sequence);
      if (message !== undefined && !message.fails && message.code !== null) {
        return message.code;
      }
    }
    return undefined;
  }

  /** A linear search, because lookups by id are rare: people look up ids, programs numbers. */
  find(id: string): KeptMessage | undefined {
    return this.#ring.find((message) => message.id === id);
  }

  /** Whether the message is still stored. */
  has(message: KeptMessage): boolean {
    return this.#at(message.sequence) === message;
  }

  /** Messages without a delivery report, oldest first. */
  awaitingReport(): readonly KeptMessage[] {
    return this.#ring
      .filter(({ status }) => status === 'submitted')
      .toSorted((a, b) => a.sequence - b.sequence);
  }

  /** Records the delivery report, `DELIVERED` or an error code, and its time (ms), unless the message is
   *  gone. */
  report(message: KeptMessage, errCode: string, reportedAt: number): void {
    if (this.has(message)) {
      message.report(errCode, reportedAt);
      this.#waits.reported(message);
      this.#emit({ type: 'reported', message });
    }
  }

  clear(): void {
    this.#ring = [];
    this.#nextSequence = 0;
    this.#dropped = 0;
    this.#byNumber.clear();
    this.#search.clear();
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
   * The first message to this number that is newer than `since`, stored or future. A loop that passes
   * the last message's id as `since` misses none, even if the clock is moved. Rejects with the signal's
   * reason if that aborts, and immediately with a `TypeError` if the number or `since` is invalid.
   */
  async waitFor(wait: MessageWait): Promise<Message> {
    const point = waitPoint(wait.since, (id) => this.find(id));
    if (possibleNumbers(wait.to).length === 0) {
      throw new TypeError('The number to wait for is not a phone number.');
    }
    if (point === undefined) {
      throw new TypeError('`since` is neither a message id nor an ISO 8601 time.');
    }
    const kept = this.#toNumber(wait.to, '').flatMap((sequence) => this.#at(sequence) ?? []);
    return this.#waits.waitFor(wait, point, kept.toReversed());
  }

  /** Whether this is a valid `since` of a wait: a message id or an ISO 8601 time. */
  isPoint(since: string): boolean {
    return waitPoint(since, (id) => this.find(id)) !== undefined;
  }

  size(): number {
    return this.#ring.length;
  }

  /** How many messages were dropped at the maximum since the start or the last `clear`. */
  dropped(): number {
    return this.#dropped;
  }

  #prepare(
    newMessage: NewMessage,
    earlier = this.#byNumber.get(newMessage.to),
    sequence = this.#nextSequence,
  ): KeptMessage {
    const acceptedAt = laterThan(newMessage.acceptedAt, earlier?.acceptedAt);
    return new KeptMessage(newMessage, acceptedAt, sequence);
  }

  #accept(message: KeptMessage): void {
    this.#keep(message);
    this.#waits.accepted(message);
    this.#emit({ type: 'accepted', message });
  }

  #keep(message: KeptMessage): void {
    const slot = message.sequence % this.#maxMessages;
    const oldest = this.#ring[slot];
    if (oldest !== undefined) {
      this.#drop(oldest);
    }
    const older = this.#byNumber.get(message.to);
    if (older !== undefined) {
      message.older = older;
      older.newer = message;
    }
    this.#ring[slot] = message;
    this.#nextSequence = message.sequence + 1;
    this.#byNumber.set(message.to, message);
  }

  /** `undefined` for a dropped or future message. */
  #at(sequence: number): KeptMessage | undefined {
    const message = this.#ring[sequence % this.#maxMessages];
    return message?.sequence === sequence ? message : undefined;
  }

  #sequenceOf(id: string | undefined): number {
    return id === undefined ? Infinity : (this.find(id)?.sequence ?? -1);
  }

  /** Sequence of the oldest stored message. */
  #first(): number {
    return this.#nextSequence - this.size();
  }

  #page(sequences: readonly number[]): readonly Message[] {
    return sequences.flatMap((sequence) => this.#at(sequence)?.details() ?? []);
  }

  /** Sequences, newest first. */
  #matches({ to, q = '', status }: MessageFilter): readonly number[] {
    const found = to === undefined ? this.#holding(q) : this.#toNumber(to, q);
    return status === undefined
      ? found
      : found.filter((sequence) => this.#at(sequence)?.status === status);
  }

  #holding(q: string): readonly number[] {
    return q === ''
      ? backwards(this.#nextSequence - 1, this.size())
      : this.#search.find(q, this.#first(), this.#nextSequence);
  }

  #toNumber(to: string, q: string): readonly number[] {
    const sequences: number[] = [];
    for (const number of possibleNumbers(to)) {
      for (let at = this.#byNumber.get(number); at !== undefined; at = at.older) {
        if (holds(at, q)) {
          sequences.push(at.sequence);
        }
      }
    }
    return sequences.toSorted((a, b) => b - a);
  }

  #drop({ to, newer }: KeptMessage): void {
    if (newer === undefined) {
      this.#byNumber.delete(to);
    } else {
      newer.older = undefined;
    }
    this.#dropped += 1;
  }

  #emit(event: MessageEvent): void {
    for (const listener of this.#listeners) {
      listener(event);
    }
  }
}

/** `count` numbers counting down from `newest`. */
function backwards(newest: number, count: number): readonly number[] {
  return Array.from({ length: Math.max(0, count) }, (_, back) => newest - back);
}

/**
 * Rounds up to the next millisecond, so that a time read before the acceptance is earlier; and later
 * than the number's last message, so that `since` can separate the two.
 */
function laterThan(time: number, last = -Infinity): number {
  const next = Math.floor(time) + 1;
  return last >= next && last - next < SAME_MOMENT_MS ? last + 1 : next;
}
