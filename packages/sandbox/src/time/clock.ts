export interface Task {
  /** `at`: the time that it was scheduled for. */
  run(at: number): void;
  /** Whether running it would have no effect any more, so that it can be dropped. Default: never. */
  isMoot?(): boolean;
}

/** The tasks for one time, in the order of scheduling. */
interface Slot {
  readonly at: number;
  tasks: Task[];
}

/** With at least this many tasks, moot ones are dropped from time to time. */
const SWEEP_FROM = 10_000;

/** Years with four digits, in China's time too: signatures and answers cannot represent others. */
const EARLIEST = 0;
const LATEST = Date.UTC(9999, 11, 31);

/** Maximum delay of `setTimeout`. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The sandbox's clock, which limits, signature timestamps, delivery reports and reviews follow, so that a
 * test can skip an hour instantly. Times are milliseconds since 1970, UTC. Its timers do not keep the
 * process alive.
 */
export class SandboxClock {
  readonly #machineNow: () => number;
  #offset = 0;
  #frozenAt: number | undefined;
  /** Sorted by time, which is unique. */
  #slots: Slot[] = [];
  #count = 0;
  #sweepAt = SWEEP_FROM;
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;

  constructor(machineNow: () => number = Date.now) {
    this.#machineNow = machineNow;
  }

  now(): number {
    return this.#frozenAt ?? this.#machineNow() + this.#offset;
  }

  /** How far it is ahead of the machine's clock, in milliseconds; negative if behind. */
  offset(): number {
    return this.now() - this.#machineNow();
  }

  frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /**
   * Shifts it by this many milliseconds, also backwards. Tasks that become due run immediately. Throws a
   * `RangeError` for a time before 1970 or after 9999; then nothing changes.
   */
  shift(milliseconds: number): void {
    checkRange(this.now() + milliseconds);
    if (this.#frozenAt === undefined) {
      this.#offset += milliseconds;
    } else {
      this.#frozenAt += milliseconds;
    }
    this.#runDue();
  }

  /** Freezes it, now or at the given time. Throws like `shift`. */
  freeze(at = this.now()): void {
    checkRange(at);
    this.#frozenAt = at;
    this.#runDue();
  }

  /** Lets it run again from where it was frozen. */
  resume(): void {
    this.#offset = this.offset();
    this.#frozenAt = undefined;
    this.#runDue();
  }

  /** Resets it to the machine's time, running, and drops all tasks. */
  reset(): void {
    this.#offset = 0;
    this.#frozenAt = undefined;
    this.dropTasks();
  }

  /** Drops all scheduled tasks. */
  dropTasks(): void {
    this.#slots = [];
    this.#count = 0;
    this.#sweepAt = SWEEP_FROM;
    this.#arm();
  }

  /** Number of scheduled tasks. */
  waiting(): number {
    return this.#count;
  }

  /** Runs the task when this clock reaches the time, never before `schedule` has returned. */
  schedule(at: number, task: Task | (() => void)): void {
    const added = typeof task === 'function' ? { run: task } : task;
    const index = firstAfter(this.#slots, at);
    const before = this.#slots[index - 1];
    if (before?.at === at) {
      before.tasks.push(added);
    } else {
      this.#slots.splice(index, 0, { at, tasks: [added] });
      this.#arm();
    }
    this.#count += 1;
    if (this.#count >= this.#sweepAt) {
      this.#sweep();
    }
  }

  /** Without this a frozen clock would accumulate tasks without limit. */
  #sweep(): void {
    for (const slot of this.#slots) {
      slot.tasks = slot.tasks.filter((task) => task.isMoot?.() !== true);
    }
    this.#slots = this.#slots.filter(({ tasks }) => tasks.length > 0);
    this.#count = this.#slots.reduce((sum, { tasks }) => sum + tasks.length, 0);
    this.#sweepAt = Math.max(SWEEP_FROM, 2 * this.#count);
    this.#arm();
  }

  #runDue(): void {
    this.#timerAt = Infinity;
    clearTimeout(this.#timer);
    const due = this.#slots.splice(0, firstAfter(this.#slots, this.now()));
    for (const { at, tasks } of due) {
      this.#count -= tasks.length;
      for (const task of tasks) {
        task.run(at);
      }
    }
    this.#arm();
  }

  #arm(): void {
    const earliest = this.#slots[0]?.at ?? Infinity;
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

function checkRange(time: number): void {
  if (!(time >= EARLIEST && time <= LATEST)) {
    throw new RangeError('The clock must stay between 1970 and 9999.');
  }
}

/** Index of the first slot later than the time. */
function firstAfter(slots: readonly Slot[], time: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle]?.at ?? Infinity) <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
