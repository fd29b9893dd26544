import { possibleNumbers } from '../number-forms.ts';

/** What goes wrong. */
export type FaultEffect =
  /** A refusal by Aliyun's own code; status and message default to the documented ones. */
  | {
      readonly kind: 'apiCode';
      readonly apiCode: string;
      readonly status?: number;
      readonly message?: string;
    }
  /** That HTTP status with an HTML page, as a proxy on the way would give it; does not count. */
  | { readonly kind: 'status'; readonly status: number }
  /** The call counts, its answer comes so much later: milliseconds on the machine's clock. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The connection is cut, before the call counts or after (the message is then accepted). */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** 200 with an HTML page; the call does not count. */
  | { readonly kind: 'html' }
  /** 200 with bytes that are no JSON; the call does not count. */
  | { readonly kind: 'garbage' }
  /** The call counts and no answer comes. */
  | { readonly kind: 'silence' };

/** A failure on demand. Without `to` and `action` it meets every call. */
export interface Fault {
  /** A number in any form. */
  readonly to?: string;
  /** `SendSms`. */
  readonly action?: string;
  /** 0 to 1; default 1. */
  readonly probability?: number;
  /** How many calls it meets before it is used up; default: no end. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

interface Meetable {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Parameters that hold numbers: one, several with commas, or a JSON list. */
const NUMBER_PARAMETERS = ['PhoneNumbers', 'PhoneNumber', 'PhoneNumberJson', 'To'];
/** No call may name more; further ones are not looked at. */
const MAX_NUMBERS = 1000;

/** The failures that are switched on. */
export class Faults {
  readonly #random: () => number;
  #faults: readonly Fault[] = [];
  /** The numbers that a fault's `to` may mean. */
  #numbers = new Map<string, readonly string[]>();

  constructor(random: () => number) {
    this.#random = random;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** Sets the whole list; the first that fits a call meets it. */
  replace(faults: readonly Fault[]): void {
    this.#faults = [...faults];
    this.#numbers = new Map(
      faults.flatMap(({ to }) => (to === undefined ? [] : [[to, possibleNumbers(to)]])),
    );
  }

  /** The fault that meets this call, if any; counts against its `times`. */
  meet(call: Meetable): Fault | undefined {
    const addressed = lazily(() => addressedNumbers(call));
    const fault = this.#faults.find((candidate) => this.#fits(candidate, call, addressed));
    if (fault?.times !== undefined) {
      const left = { ...fault, times: fault.times - 1 };
      this.#faults = this.#faults.flatMap((other) => {
        return other === fault ? (left.times > 0 ? [left] : []) : [other];
      });
    }
    return fault;
  }

  #fits(
    { action, to, probability, times }: Fault,
    call: Meetable,
    addressed: () => ReadonlySet<string>,
  ): boolean {
    return (
      (action === undefined || action === call.action) &&
      (to === undefined ||
        this.#numbers.get(to)?.some((number) => addressed().has(number)) === true) &&
      times !== 0 &&
      (probability === undefined || this.#random() < probability)
    );
  }
}

/** Every number that a call may mean to send to. */
export function addressedNumbers({ parameters }: Meetable): ReadonlySet<string> {
  const numbers = new Set<string>();
  for (const name of NUMBER_PARAMETERS) {
    const texts = parameters[name]?.matchAll(/\+?\d+/g) ?? [];
    let count = 0;
    for (const [text] of texts) {
      possibleNumbers(text).forEach((number) => numbers.add(number));
      count += 1;
      if (count === MAX_NUMBERS) {
        break;
      }
    }
  }
  return numbers;
}

function lazily<T>(read: () => T): () => T {
  let value: { readonly known: T } | undefined;
  return () => (value ??= { known: read() }).known;
}
