import type { KeptMessage } from './kept-message.ts';
import type { Message, MessageStatus } from './message.ts';
import { possibleNumbers } from '../number-forms.ts';

export interface MessageWait {
  /** A number in any form. */
  readonly to: string;
  /** A message id: only later messages count. Or an ISO time, which is unreliable if the clock is moved.
   *  Default: any message. */
  readonly since?: string;
  /**
   * `submitted`: on acceptance, even if it will fail; `delivered`, `failed`: once reported as such.
   * Default: on acceptance, but no message that fails at the carrier.
   */
  readonly status?: MessageStatus;
  readonly signal?: AbortSignal;
}

/** Which messages count: after the one with this sequence number, or later than a time (ms). */
export type WaitPoint = { readonly after: number } | { readonly later: number };

/** The formats of `ids.ts`: a message id, or a BizId of the international site. */
const MESSAGE_ID = /^\d{9}-\d+$|^\d{18}$/;

interface Waiter {
  readonly fits: (message: KeptMessage) => boolean;
  readonly resolve: (message: Message) => void;
}

/** Waits by number, so that accepting a message costs only for the waits for its number. */
export class MessageWaits {
  readonly #waiters = new Map<string, Set<Waiter>>();

  /** Resolves the waits for this message. */
  accepted(message: KeptMessage): void {
    for (const waiter of this.#waiters.get(message.to) ?? []) {
      if (waiter.fits(message)) {
        waiter.resolve(message.details());
      }
    }
  }

  /** Resolves the waits for this message's new status. */
  reported(message: KeptMessage): void {
    this.accepted(message);
  }

  /** `kept`: the stored messages to this number, oldest first. */
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
    // Messages accepted from now on are later than any other, even if `clear` restarts the sequence.
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

/** Parses `since` of a wait; `undefined` if it is invalid. A dropped message is older than all that are
 *  stored. */
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
