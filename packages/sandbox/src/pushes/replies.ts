import { possibleNumbers } from '../number-forms.ts';
import type { ReceiptPush } from './push-queue.ts';

/** What a person wrote back. */
export interface Reply {
  /** As `SmsUp` has it; counted up. */
  readonly sequenceId: number;
  /** Of the message that was answered. */
  readonly messageId: string;
  /** E.164, `+8613800138000`. */
  readonly from: string;
  readonly content: string;
  /** ISO 8601, sandbox clock. Never earlier than the answered message's `acceptedAt`. */
  readonly at: string;
  readonly push: ReplyPush;
}

/** How far the push of a reply has come. */
export interface ReplyPush {
  /**
   * `off`: there was no address; `lost`: by the share of losses; `waiting`: for the first attempt;
   * else what came of the last attempt.
   */
  readonly state: 'off' | 'lost' | 'waiting' | ReceiptPush['outcome'];
  /** The last one, 1 to 4. */
  readonly attempt?: number;
  /** HTTP status, where the last attempt had an answer. */
  readonly status?: number;
}

/** Which replies: of one number (any form), so many. */
export interface ReplyFilter {
  readonly from?: string;
  /** Default: all. */
  readonly limit?: number;
}

/** The oldest go first. */
const MAX_REPLIES = 1000;

/** What people wrote back to the messages that are kept. */
export class Replies {
  /** Oldest first. */
  readonly #kept = new Map<number, Reply>();
  readonly #listeners = new Set<(reply: Reply) => void>();

  add(reply: Reply): void {
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= MAX_REPLIES) {
      this.#kept.delete(oldest);
    }
    this.#keep(reply);
  }

  /** Notes how an attempt to push a reply ended; nothing if the reply is gone. */
  pushed(sequenceId: number, { outcome, attempt, status }: ReceiptPush): void {
    const reply = this.#kept.get(sequenceId);
    if (reply !== undefined) {
      const push = { state: outcome, attempt, ...(status === undefined ? {} : { status }) };
      this.#keep({ ...reply, push });
    }
  }

  /** Newest first. */
  list({ from, limit = Infinity }: ReplyFilter = {}): readonly Reply[] {
    const numbers = from === undefined ? undefined : possibleNumbers(from);
    return [...this.#kept.values()]
      .filter((reply) => numbers === undefined || numbers.includes(reply.from))
      .toReversed()
      .slice(0, limit);
  }

  clear(): void {
    this.#kept.clear();
  }

  /** Each new reply, and again after each attempt to push it. Returns what ends the subscription. */
  subscribe(listener: (reply: Reply) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #keep(reply: Reply): void {
    this.#kept.set(reply.sequenceId, reply);
    for (const listener of this.#listeners) {
      listener(reply);
    }
  }
}
