/** What runs at one time, in the order in which it came. */
interface Task {
  readonly at: number;
  readonly runs: (() => void)[];
}

/** Longest wait that `setTimeout` takes. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The sandbox's clock: time windows, signature timestamps, delivery reports and reviews follow it,
 * so that a test moves an hour in no time. Times are milliseconds since 1970, UTC. Its timers keep
 * no process alive.
 */
export class SandboxClock {
  readonly #machineNow: () => number;
  #offset = 0;
  #frozenAt: number | undefined;
  /** By time, no two of the same. */
  readonly #tasks: Task[] = [];
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;

  constructor(machineNow: () => number = Date.now) {
    this.#machineNow = machineNow;
  }

  now(): number {
    return this.#frozenAt ?? this.#machineNow() + this.#offset;
  }

  /** How far it is ahead of the machine's clock, in milliseconds; negative is behind. */
  offset(): number {
    return this.now() - this.#machineNow();
  }

  frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /** Moves it by so many milliseconds, backwards too. What falls due on the way runs at once. */
  shift(milliseconds: number): void {
    if (this.#frozenAt === undefined) {
      this.#offset += milliseconds;
    } else {
      this.#frozenAt += milliseconds;
    }
    this.#runDue();
  }

  /** Stops it, now or at the given time. */
  freeze(at = this.now()): void {
    this.#frozenAt = at;
    this.#runDue();
  }

  /** Lets it run on from where it stands. */
  resume(): void {
    this.#offset = this.offset();
    this.#frozenAt = undefined;
    this.#runDue();
  }

  /** Back to the machine's time, running; drops every task. */
  reset(): void {
    this.#offset = 0;
    this.#frozenAt = undefined;
    this.dropTasks();
  }

  /** Nothing that was scheduled will run. */
  dropTasks(): void {
    this.#tasks.length = 0;
    this.#arm();
  }

  /** Runs the task once this clock reaches the time, never before `schedule` has returned. */
  schedule(at: number, run: () => void): void {
    const index = firstAfter(this.#tasks, at);
    const before = this.#tasks[index - 1];
    if (before?.at === at) {
      before.runs.push(run);
    } else {
      this.#tasks.splice(index, 0, { at, runs: [run] });
      this.#arm();
    }
  }

  #runDue(): void {
    this.#timerAt = Infinity;
    clearTimeout(this.#timer);
    const due = this.#tasks.splice(0, firstAfter(this.#tasks, this.now()));
    for (const run of due.flatMap(({ runs }) => runs)) {
      run();
    }
    this.#arm();
  }

  #arm(): void {
    const earliest = this.#tasks[0]?.at ?? Infinity;
    const next = this.frozen() && earliest > this.now() ? Infinity : earliest;
    if (next === this.#timerAt) {
      return;
    }
    clearTimeout(this.#timer);
    this.#timerAt = next;
    if (next !== Infinity) {
      const wait = Math.min(Math.max(next - this.now(), 0), LONGEST_TIMER);
      this.#timer = setTimeout(() => this.#runDue(), wait).unref();
    }
  }
}

/** Index of the first task later than the time. */
function firstAfter(tasks: readonly Task[], time: number): number {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tasks[middle]?.at ?? Infinity) <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
