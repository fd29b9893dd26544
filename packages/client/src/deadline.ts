/** The end of the time that one call may take, retries and all. */
export interface Deadline {
  /** Aborts when the time is over or the caller gives up. */
  readonly signal: AbortSignal;
  /** What it was started with. Milliseconds. */
  readonly timeoutMs: number;
  /** The caller gave up; the time was not over. */
  readonly cancelled: () => boolean;
  /** Milliseconds. */
  readonly remaining: () => number;
  /** Gives up waiting for `work` when the signal aborts, a moment after the work could do so itself. */
  readonly within: <T>(work: Promise<T>) => Promise<T>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly stop: () => void;
}

/** `timeoutMs` in milliseconds; `signal` is the caller's own. */
export function startDeadline(timeoutMs: number, callerSignal?: AbortSignal): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const started = performance.now();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  callerSignal?.addEventListener('abort', abort);
  if (callerSignal?.aborted === true || timeoutMs <= 0) {
    abort();
  }
  return {
    signal,
    timeoutMs,
    cancelled: () => callerSignal?.aborted === true,
    remaining: () => timeoutMs - (performance.now() - started),
    within: (work) => within(work, signal),
    sleep: (milliseconds) => sleep(milliseconds, signal),
    stop: () => {
      clearTimeout(timer);
      callerSignal?.removeEventListener('abort', abort);
    },
  };
}

function within<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    // A transport that heeds the signal knows how far the request came: it gets to answer first.
    const giveUp = () => setImmediate(reject, new Error('The time is over'));
    const settle = () => signal.removeEventListener('abort', giveUp);
    if (signal.aborted) {
      giveUp();
    }
    signal.addEventListener('abort', giveUp);
    work.finally(settle).then(resolve, reject);
  });
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, signal.aborted ? 0 : milliseconds);
    signal.addEventListener('abort', wake);
  });
}
