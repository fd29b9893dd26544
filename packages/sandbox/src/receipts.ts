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

export interface Receipts {
  settings(): ReceiptSettings;
  /** Changes what is named; `url: null` switches pushing off. Throws on a host not allowed. */
  configure(change: ReceiptChange): void;
  /** Pushes the reports of all kept messages that have a verdict once more; how many. */
  replay(): number;
  /** The last attempts, newest first. */
  pushes(): readonly ReceiptPush[];
}

export interface ReceiptChange {
  readonly url?: string | null;
  readonly delayMs?: { readonly min: number; readonly max: number };
  readonly duplicates?: number;
  readonly losses?: number;
}
