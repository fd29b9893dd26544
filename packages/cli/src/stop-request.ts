/**
 * npm passes Ctrl-C on to a program that has had it from the terminal already; what comes within this
 * time is the same press. Milliseconds.
 */
const SAME_PRESS_MS = 500;

export interface StopRequest {
  /** Aborted by the first press: end in good order. */
  readonly signal: AbortSignal;
  /** One arrival of SIGINT or SIGTERM; true if the program is to end at once. */
  readonly press: () => boolean;
}

/** The first press asks to end, the second does not wait for anything. `now` in milliseconds. */
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
