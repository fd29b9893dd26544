/** Node fires a longer timer at once. Milliseconds; 25 days. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The end of the time that one call may take, retries included: its time is up, or the caller aborts.
 *
 * It makes an AbortController only if a transport asks for the signal: one per call would show in
 * "CPU per send, 32 at a time, against the floor" of `npm run bench`.
 */
export class Deadline {
  readonly timeoutMs: number;
  readonly #callerSignal: AbortSignal | undefined;
  readonly #started = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #end = () => this.#finish();
  #over = false;
  #listener: (() => void) | undefined;
  #controller: AbortController | undefined;

  /** `timeoutMs` in milliseconds. Must be stopped. */
  constructor(timeoutMs: number, callerSignal?: AbortSignal) {
    this.timeoutMs = timeoutMs;
    this.#callerSignal = callerSignal;
    this.#timer = setTimeout(this.#end, Math.min(timeoutMs, LONGEST_TIMER_MS));
    callerSignal?.addEventListener('abort', this.#end);
    this.#over = timeoutMs <= 0 || callerSignal?.aborted === true;
  }

  get over(): boolean {
    return this.#over;
  }

  /** The caller aborted. */
  get cancelled(): boolean {
    return this.#callerSignal?.aborted === true;
  }

  /** Milliseconds. */
  get remaining(): number {
    return this.timeoutMs - (performance.now() - this.#started);
  }

  /** For transports that only take a signal. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#over) {
      this.#controller.abort();
    }
    return this.#controller.signal;
  }

  /** Sets the one listener: whatever the call is waiting for now. */
  whenOver(listener: () => void): void {
    this.#listener = listener;
  }

  /** Stops waiting for `work`, just after it could have rejected by the signal itself. */
  within<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = () => setImmediate(reject, new Error('The deadline is over'));
      this.whenOver(giveUp);
      if (this.#over) {
        giveUp();
      }
      work.then(resolve, reject);
    });
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#over ? 0 : milliseconds);
      this.whenOver(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  stop(): void {
    this.#listener = undefined;
    clearTimeout(this.#timer);
    this.#callerSignal?.removeEventListener('abort', this.#end);
  }

  #finish(): void {
    this.#over = true;
    this.#controller?.abort();
    this.#listener?.();
  }
}
