import { callApi, type CallContext } from './call.ts';
import { Deadline } from './deadline.ts';
import { AliyunSmsAnswerError, AliyunSmsApiError } from './errors.ts';
import type { Operation, Product } from './operation.ts';

export interface CallOptions {
  /** Instead of the client's own. */
  readonly timeoutMs?: number | undefined;
  /** Ends the call early; it rejects with an error whose `outcome` says what may have happened. */
  readonly signal?: AbortSignal | undefined;
}

export interface CallerContext extends CallContext {
  /** Instead of each product's own. */
  readonly endpoint: string | undefined;
  /** Instead of the own one of each product that has regions. */
  readonly regionEndpoint: string | undefined;
  readonly timeoutMs: number;
}

/** An operation as a function: input checked and written, the call made, the answer read. */
export function calling<Input, Output>(
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

/** The result that a refusal is for some operations; throws any other error again. */
function resultOf<Output>(error: unknown, operation: Operation<never, Output>): Output {
  const result = error instanceof AliyunSmsApiError ? operation.decodeRefusal?.(error) : undefined;
  if (result === undefined) {
    throw error;
  }
  return result;
}

function incomplete(attempts: number): never {
  const message = 'Aliyun answered OK, but the fields that go with it are missing or malformed.';
  throw new AliyunSmsAnswerError(message, { outcome: 'unknown', attempts });
}
