/** `open`: nothing goes out; `half-open`: one call is under way to find out. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** So many calls without an answer, and none with one between, open the circuit. */
const FAILURES_TO_OPEN = 5;

/** An open circuit lets one call through this often. Milliseconds. */
const PROBE_INTERVAL_MS = 3000;

/**
 * Spares an endpoint that does not answer, and those who would wait for it: after a run of failures,
 * calls are refused at once, but for one every three seconds, until one is answered.
 *
 * A failure counts only if its call began after the last answer: calls that hung before say nothing
 * of an endpoint that has answered since.
 */
export class CircuitBreaker {
  readonly #told: (state: CircuitState) => void;
  #state: CircuitState = 'closed';
  #failures = 0;
  #answeredAt = -Infinity;
  #nextProbeAt = 0;

  /** `told` hears of each change. */
  constructor(told: (state: CircuitState) => void = () => undefined) {
    this.#told = told;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** Whether a call may go out at `now`. Times are of one clock that never goes back; milliseconds. */
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

  /** A call that began at `begunAt` got no answer. */
  failed(begunAt: number, now: number): void {
    if (begunAt < this.#answeredAt) {
      return;
    }
    this.#failures += 1;
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
      this.#told(state);
    }
  }
}
