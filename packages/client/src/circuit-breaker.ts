/** `open`: calls are refused; `half-open`: one call is under way as a probe. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** Unanswered calls in a row that open the circuit. */
const FAILURES_TO_OPEN = 5;

/** An open circuit lets one call through this often. Milliseconds. */
const PROBE_INTERVAL_MS = 3000;

/**
 * Keeps calls from waiting for an endpoint that does not answer: after a run of failures they are
 * refused at once, except one every three seconds, until one is answered.
 *
 * A failure counts only if its call began after the last answer: an older call says nothing about an
 * endpoint that has answered since.
 */
export class CircuitBreaker {
  readonly #onChange: (state: CircuitState) => void;
  #state: CircuitState = 'closed';
  #failures = 0;
  #answeredAt = -Infinity;
  #nextProbeAt = 0;
  #lastFailure: unknown;

  /** `onChange` is called with each new state. */
  constructor(onChange: (state: CircuitState) => void = () => undefined) {
    this.#onChange = onChange;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** Whether a call may be made at `now`. All times come from one monotonic clock; milliseconds. */
  admits(now: number): boolean {
    if (this.#state === 'closed') {
      return true;
    }
    if (now < this.#nextProbeAt) {
      return false;
    }
    this.#nextProbeAt = now + PROBE_INTERVAL_MS;
    this.#change('half-open');
    return true;
  }

  answered(now: number): void {
    this.#answeredAt = now;
    this.#failures = 0;
    this.#change('closed');
  }

  /** Why the last call got no answer, for the error of those that are refused. */
  get lastFailure(): unknown {
    return this.#lastFailure;
  }

  /** A call that began at `startedAt` got no answer. */
  failed(startedAt: number, now: number, failure?: unknown): void {
    if (startedAt < this.#answeredAt) {
      return;
    }
    this.#failures += 1;
    this.#lastFailure = failure;
    if (this.#state === 'half-open') {
      this.#change('open');
    } else if (this.#state === 'closed' && this.#failures >= FAILURES_TO_OPEN) {
      this.#nextProbeAt = now + PROBE_INTERVAL_MS;
      this.#change('open');
    }
  }

  #change(state: CircuitState): void {
    if (state !== this.#state) {
      this.#state = state;
      this.#onChange(state);
    }
  }
}
