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

test('without a connection nothing was sent', () => {
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
  ['ERR_CIRCUIT_OPEN', undefined, /^https:\S+ did not answer the last calls, so calls are paused/],
  ['ERR_QUEUE_FULL', undefined, /^Too many calls to https:/],
  ['ERR_ENVIRONMENT', undefined, /--allow-env/],
  ['ERR_PROXY_ADDRESS', { address: undefined }, /^The proxy address in HTTPS_PROXY is not a valid/],
  ['ERR_PROXY_PROTOCOL', { address: 'socks5://proxy:1080' }, /^The proxy socks5:\/\/proxy:1080 /],
  ['ERR_PROXY_LOGIN', FAILED_PROXY, /^The user name or password of the proxy proxy:3128 /],
  ['ERR_PROXY_REFUSED', FAILED_PROXY, /^The proxy proxy:3128 .* refused .* \(HTTP 407\)\./],
  ['ECONNREFUSED', FAILED_PROXY, /^No connection to the proxy proxy:3128 .*\(ECONNREFUSED\)\./],
])('%s has a message of its own, and nothing was sent', (code, proxy, text) => {
  const { message, outcome } = made(failure({ code, stage: 'connecting', proxy }));
  expect(message).toMatch(text);
  expect(message).toMatch(/\. Nothing was sent\.$/);
  expect(outcome).toBe('not-sent');
});

test('if only the resend could not connect, the message may have been sent', () => {
  expect(made(failure({ stage: 'connecting' }), 1000, true)).toMatchObject({
    message: `No connection to ${ORIGIN} (ECONNRESET). The message may still have been sent.`,
    outcome: 'unknown',
  });
});

test.each(['waiting', 'answering'] as const)(
  'if the connection is lost while %s, the message may have been sent',
  (stage) => {
    expect(made(failure({ stage }))).toMatchObject({
      message: `The connection to ${ORIGIN} was lost (ECONNRESET). The message may still have been sent.`,
      outcome: 'unknown',
    });
  },
);

test('a time-out is reported with its duration', () => {
  expect(made(failure(), 0).message).toContain(`No answer from ${ORIGIN} within 0 ms.`);
});

test('a cancelled call is reported as such', () => {
  expect(made(failure(), 1000, false, AbortSignal.abort()).message).toContain(
    `The call to ${ORIGIN} was cancelled.`,
  );
});

test('an error of the wrong type is not passed on', () => {
  expect(made(new Error('https://secret'))).toMatchObject({
    message: `The connection to ${ORIGIN} was lost (unknown error). The message may still have been sent.`,
    outcome: 'unknown',
    cause: undefined,
  });
});

test('an oversized answer is not from Aliyun', () => {
  expect(made(failure({ code: 'ERR_BODY_TOO_LARGE', stage: 'answering' }))).toMatchObject({
    name: 'AliyunSmsAnswerError',
    message: `The answer from ${ORIGIN} is too large to come from Aliyun.`,
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
])('a stale connection is one that is reset on reuse, before any answer (%#)', (error, stale) => {
  expect(isStaleConnection(error)).toBe(stale);
});
