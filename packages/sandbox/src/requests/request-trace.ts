import { percentEncode, stringToSignV3 } from 'aliyun-sms-client';
import type { SignedCall } from '../authentication/signed-call.ts';
import type { Fault } from '../faults/faults.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { Refusal } from '../wire/refusal.ts';
import type { LoggedCall, LoggedRequest } from './request-log.ts';
import { decodeParameters } from '../wire/wire-request.ts';

const MASK = '****';
/** Approximate size of a call without its texts. */
const BASE_BYTES = 500;

/** How a call ended. */
export interface Ending {
  /** `OK` or the refusal's code; absent without an answer from the Aliyun side. */
  readonly apiCode?: string;
  readonly refusal?: Refusal;
  /** HTTP status of the answer; absent if there was none. */
  readonly status?: number;
}

/** What the log keeps of a call's authentication. */
interface SignedTrace {
  readonly accessKeyId: string;
  readonly version: 'V1' | 'V3';
  readonly token: string;
  /** V3: the canonical request. V1: the string to sign. */
  readonly text: string | undefined;
}

/**
 * A call in the log. Stores little more than the received texts and the signed text, from which the rest
 * is derived on demand, because most calls are never looked at.
 */
export class CallTrace implements LoggedCall {
  readonly id: string;
  readonly action: string | undefined;
  readonly apiCode: string | undefined;
  readonly #now: number;
  readonly #durationMs: number;
  readonly #method: string;
  readonly #version: string;
  /** Absent if V3's canonical request contains the query, which is long. */
  readonly #rawQuery: string | undefined;
  readonly #form: string;
  readonly #signed: SignedTrace | undefined;
  readonly #status: number | undefined;
  readonly #fault: string | undefined;
  readonly #refusal: Pick<Refusal, 'check' | 'message'> | undefined;
  readonly #diagnosis: LoggedRequest['diagnosis'];

  constructor(exchange: Exchange, { apiCode, refusal, status }: Ending) {
    const { wire, signed, fault } = exchange;
    this.id = exchange.requestId;
    this.action = exchange.action || undefined;
    this.apiCode = apiCode;
    this.#now = exchange.now;
    this.#durationMs = performance.now() - exchange.startedAt + addedDelayMs(fault);
    this.#method = wire.method;
    this.#version = exchange.version;
    this.#rawQuery = signed?.texts?.canonicalRequest === undefined ? wire.rawQuery : undefined;
    this.#form = wire.form;
    this.#signed = signed && signedTrace(signed);
    this.#status = status;
    this.#fault = fault?.effect.kind;
    this.#refusal = refusal && { check: refusal.check, message: refusal.message };
    this.#diagnosis = exchange.diagnosis;
  }

  /** Strings take one or two bytes per character. */
  get bytes(): number {
    const query = this.#rawQuery?.length ?? 0;
    return BASE_BYTES + query + this.#form.length + (this.#signed?.text?.length ?? 0);
  }

  /** Contains no token. */
  details(): LoggedRequest {
    return {
      id: this.id,
      at: new Date(this.#now).toISOString(),
      durationMs: Math.round(this.#durationMs * 10) / 10,
      method: this.#method,
      action: this.action,
      version: this.#version || undefined,
      accessKeyId: this.#signed?.accessKeyId,
      signatureVersion: this.#signed?.version,
      parameters: shownParameters(decodeParameters(this.#query(), this.#form)),
      status: this.#status,
      fault: this.#fault,
      apiCode: this.apiCode,
      apiMessage: this.#hideToken(this.#refusal?.message),
      refusedBy: this.#refusal?.check,
      diagnosis: this.#diagnosis,
      ...this.#signedTexts(),
    };
  }

  #query(): string {
    return this.#rawQuery ?? this.#signed?.text?.split('\n', 3)[2] ?? '';
  }

  #signedTexts(): Partial<LoggedRequest> {
    const { version, text } = this.#signed ?? {};
    const shown = this.#hideToken(text);
    return version === 'V3' && text !== undefined
      ? { stringToSign: stringToSignV3(text), canonicalRequest: shown }
      : { stringToSign: shown };
  }

  /** Masks the token as written in a header and, encoded twice, in V1's string to sign. */
  #hideToken(text: string | undefined): string | undefined {
    const { token = '' } = this.#signed ?? {};
    return token === ''
      ? text
      : text?.replaceAll(token, MASK).replaceAll(percentEncode(percentEncode(token)), MASK);
  }
}

/** The delay that a fault adds after the call was logged. */
function addedDelayMs(fault: Fault | undefined): number {
  return fault?.effect.kind === 'delay' ? fault.effect.delayMs : 0;
}

function signedTrace({ accessKeyId, version, securityToken, texts }: SignedCall): SignedTrace {
  const text = texts?.canonicalRequest ?? texts?.stringToSign;
  return { accessKeyId, version, token: securityToken, text };
}

function shownParameters(
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (parameters['Signature'] === undefined) {
    return parameters;
  }
  const { Signature: _, ...shown } = parameters;
  return shown['SecurityToken'] === undefined ? shown : { ...shown, SecurityToken: MASK };
}
