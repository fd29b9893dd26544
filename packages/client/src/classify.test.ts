import { expect, test } from 'vitest';
import type { ApiAnswer } from './answer-fields.ts';
import { classify } from './classify.ts';
import { explainApiCode } from './error-book/explain.ts';
import { AliyunSmsAnswerError, AliyunSmsApiError, AliyunSmsError } from './errors.ts';

const REQUEST_ID = '312BDEBE-4E0C-5995-804E-BAAFF8395F62';
const request = {
  method: 'POST',
  url: 'https://h/?PhoneNumbers=8613800138000',
  headers: {},
} as const;

function classified(body: unknown, status = 200, resent = false): ApiAnswer | AliyunSmsError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = { status, headers: {}, body: text };
  return classify({ request, response, receivedAt: 0, attempts: 2, resent });
}

test.each([
  [{ Code: 'OK', BizId: '1^0' }, 200],
  [{ ResponseCode: 'OK', MessageId: '1' }, 299],
])('OK returns the answer unchanged (%#)', (body, status) => {
  expect(classified(body, status)).toEqual(body);
});

test.each([
  '',
  '<html>',
  '{"Code":',
  'null',
  '"OK"',
  '["OK"]',
  '{}',
  '{"Code":1}',
  '{"Code":" OK"}',
])('%j is not an answer from Aliyun: the outcome is unknown', (body) => {
  const error = classified(body, 502);
  expect(error).toBeInstanceOf(AliyunSmsAnswerError);
  expect(error).toMatchObject({
    outcome: 'unknown',
    attempts: 2,
    message:
      'The answer (HTTP 502) is not from Aliyun. Check the endpoint and any proxy in between.',
  });
});

test.each([
  ['isv.BUSINESS_LIMIT_CONTROL', 200, 'not-sent'],
  ['isv.BUSINESS_LIMIT_CONTROL', 500, 'not-sent'],
  ['Throttling.User', 503, 'not-sent'],
  ['isp.SYSTEM_ERROR', 200, 'unknown'],
  ['isp.SYSTEM_ERROR', 400, 'unknown'],
  ['isv.NOBODY_KNOWS_IT', 200, 'not-sent'],
  ['isv.NOBODY_KNOWS_IT', 499, 'not-sent'],
  ['isv.NOBODY_KNOWS_IT', 500, 'unknown'],
  // Not a refusal in the error book, so the status decides.
  ['DELIVERED', 200, 'not-sent'],
  ['DELIVERED', 500, 'unknown'],
])('%s with HTTP %i: %s', (apiCode, status, outcome) => {
  const error = classified({ Code: apiCode, Message: 'm', RequestId: REQUEST_ID }, status);
  expect(error).toBeInstanceOf(AliyunSmsApiError);
  expect(error).toMatchObject({ apiCode, status, outcome, attempts: 2, requestId: REQUEST_ID });
});

test.each([0, 199, 300, 418, 500, 999])(
  'OK with HTTP %i is not a refusal: the message may have been sent',
  (status) => {
    const error = classified({ Code: 'OK', BizId: '1^0' }, status);
    expect(error).toBeInstanceOf(AliyunSmsAnswerError);
    expect(error).toMatchObject({ outcome: 'unknown', status });
  },
);

test('a refusal of a resend leaves the outcome unknown: the first copy may have arrived', () => {
  expect(classified({ Code: 'isv.BUSINESS_LIMIT_CONTROL' }, 200, true)).toMatchObject({
    outcome: 'unknown',
  });
});

test('a known code has the text of the error book, never the one received', () => {
  const apiCode = 'isv.AMOUNT_NOT_ENOUGH';
  const error = classified({ Code: apiCode, Message: 'received text' });
  const { cause, remedy } = explainApiCode(apiCode);
  expect(error).toMatchObject({ message: `${apiCode}: ${cause} ${remedy}` });
});

test.each(['Message', 'ResponseDescription'])(
  'an unknown code has the text of %s, masked',
  (field) => {
    const error = classified({ Code: 'isv.NOBODY_KNOWS_IT', [field]: 'for 8613800138000' });
    expect(error).toMatchObject({ message: 'isv.NOBODY_KNOWS_IT: for ***' });
  },
);

test.each([undefined, 7, 'no-id', `x${REQUEST_ID}`, `${REQUEST_ID}x`, [REQUEST_ID]])(
  'the invalid request id %j is dropped',
  (received) => {
    const error = classified({ Code: 'isv.AMOUNT_NOT_ENOUGH', RequestId: received });
    expect(error).toMatchObject({ requestId: undefined });
  },
);
