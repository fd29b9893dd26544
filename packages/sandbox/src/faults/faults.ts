import { possibleNumbers } from '../number-forms.ts';

/** What goes wrong. */
export type FaultEffect =
  /** A refusal with an Aliyun code; status and message default to the documented ones. */
  | {
      readonly kind: 'apiCode';
      readonly apiCode: string;
      readonly status?: number;
      readonly message?: string;
    }
  /** This HTTP status with an HTML page, like a proxy's; the call is not processed. */
  | { readonly kind: 'status'; readonly status: number }
  /** The call is processed and answered with this delay, in milliseconds on the machine's clock. */
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** The connection is cut before or after the call is processed (after: the message is accepted). */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** Status 200 with an HTML page; the call is not processed. */
  | { readonly kind: 'html' }
  /** Status 200 with invalid JSON; the call is not processed. */
  | { readonly kind: 'garbage' }
  /** The call is processed but not answered. */
  | { readonly kind: 'silence' };

/** A simulated failure. Without `to` and `action` it affects every call. */
export interface Fault {
  /** A number in any form. */
  readonly to?: string;
  /** `SendSms`. */
  readonly action?: string;
  /** 0 to 1; default 1. */
  readonly probability?: number;
  /** How many calls it affects before it is removed; default: no limit. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** The parts of a call that faults select by. */
interface TargetCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Parameters that hold numbers: one, several with commas, or a JSON list. */
const NUMBER_PARAMETERS = ['PhoneNumbers', 'PhoneNumber', 'PhoneNumberJson', 'To'];
/** No call may have more; further ones are ignored. */
const MAX_NUMBERS = 1000;

/** The active faults. */
export class Faults {
  readonly #random: () => number;
  #faults: readonly Fault[] = [];
  /** The possible numbers of each fault's `to`. */
  #numbers = new Map<string, readonly string[]>();

  constructor(random: () => number) {
    this.#random = random;
  }

  list(): readonly Fault[] {
    return this.#faults;
  }

  /** Replaces all faults; the first one that matches a call is used. */
  replace(faults: readonly Fault[]): void {
    this.#faults = [...faults];
    this.#numbers = new Map(
      faults.flatMap(({ to }) => (to === undefined ? [] : [[to, possibleNumbers(to)]])),
    );
  }

  /** The fault for this call, if any; counts it against the fault's `times`. */
  meet(call: TargetCall): Fault | undefined {
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
    call: TargetCall,
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

/** All numbers that a call may be addressed to. */
export function addressedNumbers({ parameters }: TargetCall): ReadonlySet<string> {
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
