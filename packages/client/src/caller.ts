import { callApi, type CallContext } from './call.ts';
import { Deadline } from './deadline.ts';
import { AliyunSmsAnswerError, AliyunSmsApiError } from './errors.ts';
import type { Operation, Product } from './operation.ts';

export interface CallOptions {
  /** Overrides the client's own. */
  readonly timeoutMs?: number | undefined;
  /** Ends the call early; it rejects with an error whose `outcome` says what may have happened. */
  readonly signal?: AbortSignal | undefined;
}

export interface CallerContext extends CallContext {
  /** Overrides the endpoint of every product. */
  readonly endpoint: string | undefined;
  /** Overrides the endpoint of each product that has regions. */
  readonly regionEndpoint: string | undefined;
  readonly timeoutMs: number;
}

/** An operation as a function: checks and encodes the input, makes the call, decodes the answer. */
export function methodOf<Input, Output>(
  operation: Operation<Input, Output>,
  context: CallerContext,
): (input: Input, options?: CallOptions) => Promise<Output> {
  const { action, product } = operation;
  const origin = originOf(product, context);
  return async (input, { timeoutMs = context.timeoutMs, signal } = {}) => {
    const { query, form } = operation.encode(input);
    const request = { origin, action, version: product.version, query, form };
    const deadline = new Deadline(timeoutMs, signal);
    try {
      const { answer, attempts } = await callApi(request, context, deadline);
      return operation.decode(answer, attempts) ?? incomplete(attempts);
    } catch (error) {
      return resultOf(error, operation);
    } finally {
      deadline.stop();
    }
  };
}

/** Where a product's operations are called. */
export function originOf(product: Product, context: CallerContext): string {
  const regional = product.hasRegions ? context.regionEndpoint : undefined;
  return context.endpoint ?? regional ?? product.endpoint;
}

/** For some operations a refusal is a result; any other error is rethrown. */
function resultOf<Output>(error: unknown, operation: Operation<never, Output>): Output {
  const result = error instanceof AliyunSmsApiError ? operation.decodeRefusal?.(error) : undefined;
  if (result === undefined) {
    throw error;
  }
  return result;
}

function incomplete(attempts: number): never {
  const message = 'Aliyun answered OK, but required fields are missing or malformed.';
  throw new AliyunSmsAnswerError(message, { outcome: 'unknown', attempts });
}
