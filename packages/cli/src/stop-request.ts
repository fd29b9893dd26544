/**
 * npm passes Ctrl-C on to a program that has already received it from the terminal; a signal within
 * this time belongs to the same press. Milliseconds.
 */
const SAME_PRESS_MS = 500;

export interface StopRequest {
  /** Aborted by the first press: shut down cleanly. */
  readonly signal: AbortSignal;
  /** To be called for each SIGINT or SIGTERM; returns true if the program must exit at once. */
  readonly press: () => boolean;
}

/** The first press asks for a clean shutdown, the second ends at once. `now` in milliseconds. */
export function createStopRequest(now: () => number): StopRequest {
  const controller = new AbortController();
  let firstAt = 0;
  return {
    signal: controller.signal,
    press: () => {
      if (controller.signal.aborted) return now() - firstAt > SAME_PRESS_MS;
      firstAt = now();
      controller.abort();
      return false;
    },
  };
}
