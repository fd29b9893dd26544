import type { KeptMessage } from './kept-message.ts';
import type { Message, MessageStatus } from './message.ts';
import { possibleNumbers } from '../number-forms.ts';

export interface MessageWait {
  /** A number in any form. */
  readonly to: string;
  /** The id of a message: only one accepted after it counts. Or an ISO time, which a moved clock
   *  makes unreliable. Default: any. */
  readonly since?: string;
  /**
   * `submitted`: as soon as it is accepted, whatever becomes of it; `delivered`, `failed`: once the
   * carrier has reported so. Default: as soon as it is accepted, but none that the carrier fails.
   */
  readonly status?: MessageStatus;
  readonly signal?: AbortSignal;
}

/** From where on messages count: after the one with this sequence number, or later than a time, ms. */
export type WaitPoint = { readonly after: number } | { readonly later: number };

/** As `ids.ts` writes them: of a message, or a BizId of the international site. */
const MESSAGE_ID = /^\d{9}-\d+$|^\d{18}$/;

interface Waiter {
  readonly fits: (message: KeptMessage) => boolean;
  readonly resolve: (message: Message) => void;
}

/** Those who wait for a message, by number, so that an acceptance costs only its own waiters. */
export class MessageWaits {
  readonly #waiters = new Map<string, Set<Waiter>>();

  /** Tells those who wait for this message's number. */
  accepted(message: KeptMessage): void {
    for (const waiter of this.#waiters.get(message.to) ?? []) {
      if (waiter.fits(message)) {
        waiter.resolve(message.details());
      }
    }
  }

  /** The carrier's verdict may be what they wait for. */
  reported(message: KeptMessage): void {
    this.accepted(message);
  }

  /** `kept`: the messages that this number already has, oldest first. */
  async waitFor(
    { to, status, signal }: MessageWait,
    point: WaitPoint,
    kept: readonly KeptMessage[],
  ): Promise<Message> {
    const found = kept.find((message) => isAfter(message, point) && hasStatus(message, status));
    if (found !== undefined) {
      return found.details();
    }
    signal?.throwIfAborted();
    // What is accepted from now on comes after any message: a number starts anew with `clear`.
    const known = new Set(kept);
    const fits = (message: KeptMessage): boolean => {
      const isNew = 'after' in point && !known.has(message);
      return (isNew || isAfter(message, point)) && hasStatus(message, status);
    };
    return this.#next(possibleNumbers(to), fits, signal);
  }

  async #next(
    numbers: readonly string[],
    fits: Waiter['fits'],
    signal: AbortSignal | undefined,
  ): Promise<Message> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        signal?.removeEventListener('abort', abort);
        this.#leave(numbers, waiter);
      };
      const abort = (): void => {
        end();
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        fits,
        resolve(message) {
          end();
          resolve(message);
        },
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#join(numbers, waiter);
    });
  }

  #join(numbers: readonly string[], waiter: Waiter): void {
    for (const number of numbers) {
      this.#waiters.set(number, (this.#waiters.get(number) ?? new Set()).add(waiter));
    }
  }

  #leave(numbers: readonly string[], waiter: Waiter): void {
    for (const number of numbers) {
      const ofNumber = this.#waiters.get(number);
      ofNumber?.delete(waiter);
      if (ofNumber?.size === 0) {
        this.#waiters.delete(number);
      }
    }
  }
}

/** What `since` of a wait means; `undefined` where it is nothing. A message that was let go is older
 *  than all that are kept. */
export function waitPoint(
  since: string | undefined,
  find: (id: string) => KeptMessage | undefined,
): WaitPoint | undefined {
  if (since === undefined) {
    return { after: -Infinity };
  }
  const found = find(since);
  if (found !== undefined || MESSAGE_ID.test(since)) {
    return { after: found?.sequence ?? -Infinity };
  }
  const time = Date.parse(since);
  return Number.isNaN(time) ? undefined : { later: time };
}

function isAfter(message: KeptMessage, point: WaitPoint): boolean {
  return 'after' in point ? message.sequence > point.after : message.acceptedAt > point.later;
}

function hasStatus(message: KeptMessage, status: MessageStatus | undefined): boolean {
  if (status === undefined) {
    return !message.fails;
  }
  return status === 'submitted' || message.status === status;
}
