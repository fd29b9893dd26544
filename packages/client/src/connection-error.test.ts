import { expect, test } from 'vitest';
import { connectionError, isStaleConnection } from './connection-error.ts';
import { Deadline } from './deadline.ts';
import { TransportError, type TransportErrorOptions } from './transport.ts';

const ORIGIN = 'https://dysmsapi.aliyuncs.com';

function failure(options: Partial<TransportErrorOptions> = {}): TransportError {
  const defaults = { code: 'ECONNRESET', stage: 'waiting', sinceWrittenMs: 0 } as const;
  return new TransportError({ ...defaults, ...options });
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

const FAILED_PROXY = { address: 'proxy:3128', status: 407 };

test.each([
  ['ERR_CIRCUIT_OPEN', undefined, /^https:\S+ did not answer the last calls, so none is made/],
  ['ERR_QUEUE_FULL', undefined, /^Too many calls to https:/],
  ['ERR_ENVIRONMENT', undefined, /--allow-env/],
  ['ERR_PROXY_ADDRESS', { address: undefined }, /^The proxy address in HTTPS_PROXY is not a valid/],
  ['ERR_PROXY_PROTOCOL', { address: 'socks5://proxy:1080' }, /^The proxy socks5:\/\/proxy:1080 /],
  ['ERR_PROXY_LOGIN', FAILED_PROXY, /^The user or password of the proxy proxy:3128 /],
  ['ERR_PROXY_REFUSED', FAILED_PROXY, /^The proxy proxy:3128 .* refused .* \(HTTP 407\)\./],
  ['ECONNREFUSED', FAILED_PROXY, /^No connection to the proxy proxy:3128 .*\(ECONNREFUSED\)\./],
])('%s is told as what it is, and nothing was sent', (code, proxy, text) => {
  const { message, outcome } = made(failure({ code, stage: 'connecting', proxy }));
  expect(message).toMatch(text);
  expect(message).toMatch(/\. Nothing was sent\.$/);
  expect(outcome).toBe('not-sent');
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
  [failure({ reusedSocket: true, sinceWrittenMs: 300 }), true],
  [failure({ reusedSocket: true, sinceWrittenMs: 301 }), false],
  [failure({ reusedSocket: true, code: 'ETIMEDOUT' }), false],
  [failure({ reusedSocket: true, stage: 'answering' }), false],
  [failure({ reusedSocket: true, stage: 'connecting' }), false],
  [failure(), false],
  [new Error('ECONNRESET'), false],
])('a stale connection is a reset of a reused one before an answer (%#)', (error, stale) => {
  expect(isStaleConnection(error)).toBe(stale);
});
