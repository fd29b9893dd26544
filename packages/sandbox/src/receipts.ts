/** How delivery is simulated and where reports are pushed. */
export interface ReceiptSettings {
  /** Where SmsReport is posted; absent: nowhere. Loopback unless another host was allowed. */
  readonly url?: string;
  /** From acceptance to the carrier's verdict, milliseconds on the sandbox clock. */
  readonly delayMs: { readonly min: number; readonly max: number };
  /** Share of reports that are pushed twice, 0 to 1. */
  readonly duplicates: number;
  /** Share of reports that are never pushed, 0 to 1. */
  readonly losses: number;
}

/** One attempt to push one report. */
export interface ReceiptPush {
  readonly messageId: string;
  /** ISO 8601, sandbox clock. */
  readonly at: string;
  /** 1 to 4. */
  readonly attempt: number;
  /** `accepted`: 200 and a numeric `code`. */
  readonly outcome: 'accepted' | 'refused' | 'unreachable';
  /** HTTP status, where there was an answer. */
  readonly status?: number;
}

/** A change of the settings; what it does not name stays. `url: null` switches pushing off. */
export interface ReceiptChange {
  readonly url?: string | null;
  readonly delayMs?: { readonly min: number; readonly max: number };
  readonly duplicates?: number;
  readonly losses?: number;
}

export const DEFAULT_RECEIPT_SETTINGS: ReceiptSettings = {
  delayMs: { min: 1000, max: 3000 },
  duplicates: 0,
  losses: 0,
};

/** The delivery reports: when they come and where they go. */
export class Receipts {
  #settings = DEFAULT_RECEIPT_SETTINGS;

  settings(): ReceiptSettings {
    return this.#settings;
  }

  configure({ url, ...change }: ReceiptChange): void {
    const { url: before, ...rest } = this.#settings;
    const after = url === undefined ? before : (url ?? undefined);
    this.#settings = { ...rest, ...change, ...(after === undefined ? {} : { url: after }) };
  }

  reset(): void {
    this.#settings = DEFAULT_RECEIPT_SETTINGS;
  }
}
