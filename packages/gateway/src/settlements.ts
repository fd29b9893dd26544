import type { Settled } from 'aliyun-sms-sender';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface Settlements {
  /** Settles a number now, or when Redis is back. */
  readonly add: (msisdn: string) => void;
  /** Number of waiting settlements. */
  readonly waiting: () => number;
  /** Tries waiting settlements once more, then gives up. */
  readonly close: () => Promise<void>;
}

export interface SettlementOptions {
  /** Never rejects. */
  readonly settle: (msisdn: string) => Promise<Settled>;
  readonly now: () => number;
  readonly metrics: Pick<Metrics, 'settlement'>;
  readonly log: Log;
  /** Pause between two rounds. Milliseconds; default 2000. */
  readonly retryEvery?: number;
}

interface Waiting {
  readonly msisdn: string;
  readonly since: number;
}

/** If more than this wait, Redis is down for long; the oldest are dropped first. */
const MAX_WAITING = 10_000;
const RETRY_EVERY = 2_000;
/** After this the send can no longer be settled. Milliseconds. */
const MAX_WAIT = 3_600_000;

/** Logto reports an entered code only once, so what fails in Redis is retried. */
export function createSettlements(options: SettlementOptions): Settlements {
  return new SettlementQueue(options);
}

class SettlementQueue implements Settlements {
  readonly #options: SettlementOptions;
  readonly #underWay = new Set<Promise<unknown>>();
  #queue: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;

  constructor(options: SettlementOptions) {
    this.#options = options;
  }

  add(msisdn: string): void {
    const work = this.#attempt({ msisdn, since: this.#options.now() });
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  waiting(): number {
    return this.#queue.length;
  }

  async close(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#retry();
    clearTimeout(this.#timer);
    this.#lose(this.#queue.splice(0));
  }

  async #attempt(one: Waiting): Promise<boolean> {
    const { settle, metrics } = this.#options;
    const result = await settle(one.msisdn);
    if (result !== 'failed') {
      metrics.settlement(result);
      return true;
    }
    metrics.settlement('retried');
    this.#queue.push(one);
    this.#lose(this.#queue.splice(0, Math.max(0, this.#queue.length - MAX_WAITING)));
    this.#schedule();
    return false;
  }

  #schedule(): void {
    const isDue = this.#timer === undefined && this.#round === undefined;
    if (!isDue || this.#queue.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#retry();
    }, this.#options.retryEvery ?? RETRY_EVERY);
    this.#timer.unref();
  }

  async #retry(): Promise<void> {
    this.#round ??= this.#oneRound();
    await this.#round;
    this.#round = undefined;
    this.#schedule();
  }

  /** One after the other, until a failure shows that Redis is still down. */
  async #oneRound(): Promise<void> {
    const oldest = this.#options.now() - MAX_WAIT;
    this.#lose(this.#queue.filter(({ since }) => since < oldest));
    const due = this.#queue.filter(({ since }) => since >= oldest);
    this.#queue = [];
    for (let one = due.shift(); one !== undefined; one = due.shift()) {
      // Sequential, because Redis may still be down.
      // oxlint-disable-next-line no-await-in-loop
      if (!(await this.#attempt(one))) break;
    }
    this.#queue.push(...due);
  }

  #lose(lost: readonly Waiting[]): void {
    if (lost.length === 0) return;
    const { metrics, log } = this.#options;
    for (const _ of lost) metrics.settlement('lost');
    log('error', 'settlements', {
      lost: lost.length,
      reason: 'Redis was unavailable for too long.',
    });
  }
}
