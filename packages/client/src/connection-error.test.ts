import { expect, test } from 'vitest';
import { connectionError, isStaleConnection } from './connection-error.ts';
import { Deadline } from './deadline.ts';
import { TransportError, type TransportErrorOptions } from './transport.ts';

const ORIGIN = 'https://dysmsapi.aliyuncs.com';

function failure(options: Partial<TransportErrorOptions> = {}): TransportError {
  return new TransportError({ code: 'ECONNRESET', stage: 'waiting', ...options });
}

function made(error: unknown, timeoutMs = 1000, resent = false, signal?: AbortSignal) {
  const deadline = new Deadline(timeoutMs, signal);
  deadline.stop();
  const { name, message, outcome, attempts, cause } = connectionError(
    error,
    ORIGIN,
    deadline,
    2,
    resent,
  );
  return { name, message, outcome, attempts, cause };
}

test('a connection that was not made has sent nothing', () => {
  const cause = failure({ code: 'ENOTFOUND', stage: 'connecting' });
  expect(made(cause)).toEqual({
    name: 'AliyunSmsConnectionError',
    message: `No connection to ${ORIGIN} (ENOTFOUND). Nothing was sent.`,
    outcome: 'not-sent',
    attempts: 2,
    cause,
  });
});

test('unless it was the second copy that was not made', () => {
  expect(made(failure({ stage: 'connecting' }), 1000, true)).toMatchObject({
    message: `No connection to ${ORIGIN} (ECONNRESET). The message may have been sent all the same.`,
    outcome: 'unknown',
  });
});

test.each(['waiting', 'answering'] as const)(
  'a connection that broke off while %s has',
  (stage) => {
    expect(made(failure({ stage }))).toMatchObject({
      message: `The connection to ${ORIGIN} broke off (ECONNRESET). The message may have been sent all the same.`,
      outcome: 'unknown',
    });
  },
);

test('the end of the time is named', () => {
  expect(made(failure(), 0).message).toContain(`No answer from ${ORIGIN} in 0 ms.`);
});

test('a caller who gives up is named', () => {
  expect(made(failure(), 1000, false, AbortSignal.abort()).message).toContain(
    `The call to ${ORIGIN} was cancelled.`,
  );
});

test('an error of another kind is not passed on', () => {
  expect(made(new Error('https://secret'))).toMatchObject({
    message: `The connection to ${ORIGIN} broke off (unknown error). The message may have been sent all the same.`,
    outcome: 'unknown',
    cause: undefined,
  });
});

test('too long an answer is none of Aliyun', () => {
  expect(made(failure({ code: 'ERR_BODY_TOO_LARGE', stage: 'answering' }))).toMatchObject({
    name: 'AliyunSmsAnswerError',
    message: `The answer of ${ORIGIN} is longer than any of Aliyun's.`,
    outcome: 'unknown',
  });
});

test.each([
  [failure({ reusedSocket: true }), true],
  [failure({ reusedSocket: true, code: 'EPIPE' }), true],
  [failure({ reusedSocket: true, code: 'ETIMEDOUT' }), false],
  [failure({ reusedSocket: true, stage: 'answering' }), false],
  [failure({ reusedSocket: true, stage: 'connecting' }), false],
  [failure(), false],
  [new Error('ECONNRESET'), false],
])('a stale connection is a reset of a reused one before an answer (%#)', (error, stale) => {
  expect(isStaleConnection(error)).toBe(stale);
});
