/** Something that is to happen at a time. */
export interface Task {
  /** `at`: the time that it was scheduled for. */
  run(at: number): void;
  /** Nothing would come of it any more, so that it may be dropped. Default: never. */
  isMoot?(): boolean;
}

/** What runs at one time, in the order in which it came. */
interface Slot {
  readonly at: number;
  tasks: Task[];
}

/** From this many tasks on the moot ones are dropped now and then. */
const SWEEP_FROM = 10_000;

/** Years of four digits, in China too: no signature and no answer could say another. */
const EARLIEST = 0;
const LATEST = Date.UTC(9999, 11, 31);

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

  /** How far it is ahead of the machine's clock, in milliseconds; negative is behind. */
  offset(): number {
    return this.now() - this.#machineNow();
  }

  frozen(): boolean {
    return this.#frozenAt !== undefined;
  }

  /**
   * Moves it by so many milliseconds, backwards too. What falls due on the way runs at once. Throws
   * a `RangeError` for a time before 1970 or after 9999; then nothing changes.
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

  /** Stops it, now or at the given time. Throws as `shift` does. */
  freeze(at = this.now()): void {
    checkRange(at);
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
    this.#slots = [];
    this.#count = 0;
    this.#sweepAt = SWEEP_FROM;
    this.#arm();
  }

  /** How many tasks wait for their time. */
  waiting(): number {
    return this.#count;
  }

  /** Runs the task once this clock reaches the time, never before `schedule` has returned. */
  schedule(at: number, task: Task | (() => void)): void {
    const kept = typeof task === 'function' ? { run: task } : task;
    const index = firstAfter(this.#slots, at);
    const before = this.#slots[index - 1];
    if (before?.at === at) {
      before.tasks.push(kept);
    } else {
      this.#slots.splice(index, 0, { at, tasks: [kept] });
      this.#arm();
    }
    this.#count += 1;
    if (this.#count >= this.#sweepAt) {
      this.#sweep();
    }
  }

  /** A clock that stands still would gather tasks without end. */
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
    throw new RangeError('The clock goes from 1970 to 9999.');
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
