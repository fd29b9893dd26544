/** What goes wrong. */
export type FaultEffect =
  /** A refusal by Aliyun's own code; status and message default to the documented ones. */
  | {
      readonly kind: 'apiCode';
      readonly apiCode: string;
      readonly status?: number;
      readonly message?: string;
    }
  /** That HTTP status with an HTML page, as a proxy on the way would give it. */
  | { readonly kind: 'status'; readonly status: number }
  /** The answer comes so much later. Milliseconds, on the machine's clock. */
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

export interface Faults {
  list(): readonly Fault[];
  /** Sets the whole list; the first that fits a call meets it. */
  replace(faults: readonly Fault[]): void;
}
