import type { KeptMessage } from './kept-message.ts';
import type { Message } from './message.ts';
import { possibleNumbers } from '../number-forms.ts';

export interface MessageWait {
  /** A number in any form. */
  readonly to: string;
  /** ISO time; only a message accepted later counts. Default: any. */
  readonly since?: string;
  readonly signal?: AbortSignal;
}

interface Waiter {
  readonly since: number;
  readonly resolve: (message: Message) => void;
}

/** Those who wait for a message, by number, so that an acceptance costs only its own waiters. */
export class MessageWaits {
  readonly #waiters = new Map<string, Set<Waiter>>();

  /** Tells those who wait for this message's number. */
  accepted(message: KeptMessage): void {
    const ofNumber = this.#waiters.get(message.to);
    if (ofNumber === undefined) {
      return;
    }
    for (const waiter of ofNumber) {
      if (message.acceptedAt > waiter.since) {
        waiter.resolve(message.details());
      }
    }
  }

  /** `kept`: the messages that this number already has, oldest first. */
  async waitFor(wait: MessageWait, kept: readonly Message[]): Promise<Message> {
    const since = wait.since === undefined ? -Infinity : Date.parse(wait.since);
    const found = kept.find((message) => Date.parse(message.acceptedAt) > since);
    if (found !== undefined) {
      return found;
    }
    wait.signal?.throwIfAborted();
    return this.#next(possibleNumbers(wait.to), since, wait.signal);
  }

  async #next(
    numbers: readonly string[],
    since: number,
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
        since,
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
