import { expect, test } from 'vitest';
import { AliyunSmsApiError, AliyunSmsConnectionError, AliyunSmsError } from './errors.ts';

test('an error carries its outcome, attempts and cause', () => {
  const cause = new Error('reset');
  const error = new AliyunSmsConnectionError('cut off', { outcome: 'unknown', attempts: 2, cause });
  expect(error).toBeInstanceOf(AliyunSmsError);
  expect(error).toMatchObject({
    name: 'AliyunSmsConnectionError',
    message: 'cut off',
    outcome: 'unknown',
    attempts: 2,
    cause,
  });
});

test('a refusal keeps its code, category, status and request id', () => {
  const options = {
    outcome: 'not-sent',
    apiCode: 'isv.X',
    category: 'unknown',
    requestId: 'R',
    status: 200,
  } as const;
  const error = new AliyunSmsApiError('refused', options);
  expect(error).toMatchObject({ ...options, name: 'AliyunSmsApiError', attempts: 0 });
  expect('cause' in error).toBe(false);
});
