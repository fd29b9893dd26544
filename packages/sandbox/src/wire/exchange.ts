import type { SandboxSettings } from '../accounts/seed.ts';
import type { Operation } from '../actions/operation.ts';
import type { SignedCall } from '../authentication/signed-call.ts';
import type { Fault } from '../faults/faults.ts';
import type { SignatureDiagnosis } from '../requests/request-log.ts';
import type { AnswerFormat } from './wire-answer.ts';
import type { WireRequest } from './wire-request.ts';

/** One call on its way through the checks, with what is known about it so far. */
export interface Exchange {
  readonly requestId: string;
  /** Sandbox clock, ms since 1970. */
  readonly now: number;
  /** From `performance.now()`, to measure the duration independently of the sandbox clock. */
  readonly startedAt: number;
  readonly wire: WireRequest;
  /** Empty if the request has none. */
  readonly action: string;
  /** Empty if the request has none. */
  readonly version: string;
  readonly format: AnswerFormat;
  readonly fault: Fault | undefined;
  readonly internationalCodes: SandboxSettings['internationalCodes'];
  operation: Operation | undefined;
  signed: SignedCall | undefined;
  /** Set if signature or timestamp are wrong. */
  diagnosis: readonly SignatureDiagnosis[] | undefined;
}
