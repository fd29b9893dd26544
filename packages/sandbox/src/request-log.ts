/** One call to the Aliyun side with what became of it. */
export interface LoggedRequest {
  /** Aliyun's RequestId of the answer. */
  readonly id: string;
  /** ISO 8601, sandbox clock. */
  readonly at: string;
  readonly method: string;
  readonly action?: string | undefined;
  readonly version?: string | undefined;
  readonly accessKeyId?: string | undefined;
  readonly signatureVersion?: 'V1' | 'V3' | undefined;
  /** Query and form together, without the signature and with any token masked. */
  readonly parameters: Readonly<Record<string, string>>;
  /** HTTP status of the answer; absent when the connection was cut or left without one. */
  readonly status?: number | undefined;
  /** `OK` or the code of the refusal, where the answer had one. */
  readonly apiCode?: string | undefined;
  readonly apiMessage?: string | undefined;
  /** The check that refused: `accessKey`, `signature`, `template`, … */
  readonly refusedBy?: string | undefined;
  /** The fault that was switched on for it. */
  readonly fault?: string | undefined;
  /** V3 only: as the server computed it, any token masked. */
  readonly canonicalRequest?: string | undefined;
  /** As the server computed it, any token masked. */
  readonly stringToSign?: string | undefined;
  /** For a wrong signature: the known mistakes that would explain it. Empty: none of them. */
  readonly diagnosis?: readonly SignatureDiagnosis[] | undefined;
}

/** The signature would be right if the caller had done as `mistake` says. */
export interface SignatureDiagnosis {
  /** Stable name, `missingAmpersand`. */
  readonly mistake: string;
  /** One sentence for a person: "Your signature matches if …". */
  readonly explanation: { readonly en: string; readonly zh: string };
}

/** Default bound; the oldest go first. */
const DEFAULT_MAX_REQUESTS = 5000;

/** The last calls to the Aliyun side. */
export class RequestLog {
  readonly #maxRequests: number;
  /** Oldest first; may hold up to twice the bound. */
  #requests: LoggedRequest[] = [];
  readonly #listeners = new Set<(request: LoggedRequest) => void>();

  constructor(maxRequests = DEFAULT_MAX_REQUESTS) {
    this.#maxRequests = maxRequests;
  }

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    // Cutting the front off an array copies the rest, so it is done once for many.
    if (this.#requests.length > 2 * this.#maxRequests) {
      this.#requests = this.#requests.slice(-this.#maxRequests);
    }
    for (const listener of this.#listeners) {
      listener(request);
    }
  }

  /** Newest first; `limit` defaults to all. */
  list(limit = this.#maxRequests): readonly LoggedRequest[] {
    const count = Math.max(0, Math.min(limit, this.size()));
    return this.#requests.slice(this.#requests.length - count).toReversed();
  }

  clear(): void {
    this.#requests = [];
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: (request: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  size(): number {
    return Math.min(this.#requests.length, this.#maxRequests);
  }
}
