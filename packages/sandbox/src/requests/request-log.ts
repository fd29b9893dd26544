import type { Words } from 'aliyun-sms-client';

/** One call to the Aliyun side and its result. */
export interface LoggedRequest {
  /** Aliyun's RequestId of the answer. */
  readonly id: string;
  /** ISO 8601, sandbox clock. */
  readonly at: string;
  /** From the request's arrival to its answer, in milliseconds, including a fault's delay. */
  readonly durationMs?: number | undefined;
  readonly method: string;
  readonly action?: string | undefined;
  readonly version?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly signatureVersion?: 'V1' | 'V3' | undefined;
  /** Query and form together, without the signature and with any token masked. */
  readonly parameters: Readonly<Record<string, string>>;
  /** HTTP status of the answer; absent if there was none. */
  readonly status?: number | undefined;
  /** `OK` or the code of the refusal, if the answer had one. */
  readonly apiCode?: string | undefined;
  readonly apiMessage?: string | undefined;
  /** The check that refused: `accessKey`, `signature`, `template`, … */
  readonly refusedBy?: string | undefined;
  /** The fault that affected it. */
  readonly fault?: string | undefined;
  /** V3 only: as the server computed it, any token masked. */
  readonly canonicalRequest?: string | undefined;
  /** As the server computed it, any token masked. */
  readonly stringToSign?: string | undefined;
  /** For a wrong signature or timestamp: the known mistake that explains it; empty if none does. */
  readonly diagnosis?: readonly SignatureDiagnosis[] | undefined;
}

/** A mistake that explains a wrong signature or timestamp. */
export interface SignatureDiagnosis {
  /** Stable name, `missingAmpersand`. */
  readonly mistake: string;
  /** One sentence for a person: "Your signature matches if …". */
  readonly explanation: Words;
}

/** A call as stored in the log. */
export interface LoggedCall extends Pick<LoggedRequest, 'id' | 'action' | 'apiCode'> {
  /** Its approximate size in memory. */
  readonly bytes: number;
  /** Everything known about it. */
  details(): LoggedRequest;
}

/** Default limits; beyond them the oldest calls are dropped. */
const DEFAULT_MAX_REQUESTS = 5000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/** The latest calls to the Aliyun side. */
export class RequestLog {
  readonly #maxRequests: number;
  readonly #maxBytes: number;
  /** A ring buffer: call number `n` (from 0) is at `n % #maxRequests`. */
  readonly #calls: (LoggedCall | undefined)[] = [];
  /** Numbers of the oldest stored call and of the next call. */
  #first = 0;
  #next = 0;
  #bytes = 0;
  readonly #listeners = new Set<(call: LoggedCall) => void>();

  constructor(maxRequests = DEFAULT_MAX_REQUESTS, maxBytes = DEFAULT_MAX_BYTES) {
    this.#maxRequests = Math.max(1, maxRequests);
    this.#maxBytes = maxBytes;
  }

  add(call: LoggedCall): void {
    if (this.size() === this.#maxRequests) {
      this.#dropOldest();
    }
    this.#calls[this.#next % this.#maxRequests] = call;
    this.#next += 1;
    this.#bytes += call.bytes;
    while (this.#bytes > this.#maxBytes && this.size() > 1) {
      this.#dropOldest();
    }
    for (const listener of this.#listeners) {
      listener(call);
    }
  }

  /**
   * Newest first; `limit` defaults to all. `before`: only calls older than the one with this id; none
   * if that one was dropped, because then all older ones were too.
   */
  list(limit = this.#maxRequests, before?: string): readonly LoggedRequest[] {
    const last = this.#next - 1;
    const found: LoggedRequest[] = [];
    let passed = before === undefined;
    for (let back = 0; back < this.size() && found.length < limit; back += 1) {
      const call = this.#calls[(last - back) % this.#maxRequests];
      if (call !== undefined && passed) found.push(call.details());
      passed ||= call?.id === before;
    }
    return found;
  }

  clear(): void {
    this.#calls.length = 0;
    this.#first = 0;
    this.#next = 0;
    this.#bytes = 0;
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: (call: LoggedCall) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  size(): number {
    return this.#next - this.#first;
  }

  #dropOldest(): void {
    const slot = this.#first % this.#maxRequests;
    this.#bytes -= this.#calls[slot]?.bytes ?? 0;
    this.#calls[slot] = undefined;
    this.#first += 1;
  }
}
