import type { Deadline } from './deadline.ts';
import { AliyunSmsAnswerError, AliyunSmsConnectionError, type AliyunSmsError } from './errors.ts';
import { TransportError } from './transport.ts';

const RESET = new Set(['ECONNRESET', 'EPIPE']);

/** A reset on a connection that had served before, before any byte of an answer. */
export function isStaleConnection(error: unknown): boolean {
  return (
    error instanceof TransportError &&
    error.stage === 'waiting' &&
    error.reusedSocket &&
    RESET.has(error.code)
  );
}

/**
 * What a transport's failure means for the message. Nothing but a {@link TransportError} becomes the
 * cause: other errors may quote the request.
 */
export function connectionError(
  error: unknown,
  origin: string,
  deadline: Deadline,
  attempts: number,
  resent: boolean,
): AliyunSmsError {
  const cause = error instanceof TransportError ? error : undefined;
  const unsent = cause?.stage === 'connecting' && !resent;
  const options = { outcome: unsent ? 'not-sent' : 'unknown', attempts, cause } as const;
  if (cause?.code === 'ERR_BODY_TOO_LARGE') {
    return new AliyunSmsAnswerError(
      `The answer of ${origin} is longer than any of Aliyun's.`,
      options,
    );
  }
  const consequence = unsent ? 'Nothing was sent.' : 'The message may have been sent all the same.';
  return new AliyunSmsConnectionError(
    `${happened(cause, origin, deadline)}. ${consequence}`,
    options,
  );
}

function happened(cause: TransportError | undefined, origin: string, deadline: Deadline): string {
  if (deadline.cancelled) {
    return `The call to ${origin} was cancelled`;
  }
  if (deadline.over) {
    return `No answer from ${origin} in ${deadline.timeoutMs} ms`;
  }
  const code = cause?.code ?? 'unknown error';
  return cause?.stage === 'connecting'
    ? `No connection to ${origin} (${code})`
    : `The connection to ${origin} broke off (${code})`;
}
